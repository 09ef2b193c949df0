import SkillSplitHost

/// How long an answer may be.
///
/// A token is counted as four bytes of the answer's JSON, all of it: envelope, text and structured content.
public struct Budget: Sendable, Hashable {
    /// What answers are held to unless told otherwise.
    public static let standard = 8_000
    /// Less would not hold one row of the longest, twice, and a cursor.
    public static let smallest = 4_000

    public let tokens: Int

    /// Makes a budget of at least ``smallest`` tokens.
    public init(tokens: Int = Budget.standard) {
        self.tokens = max(Self.smallest, min(tokens, 1_000_000))
    }

    var bytes: Int { tokens * 4 }

    /// What is left for content beside the envelope, the server's name, and a cursor or note in two forms.
    var contentBytes: Int { bytes - 5_120 }
}

/// Takes rows as long as they fit into an answer that holds them twice: as structured content and as text.
struct Page {
    private(set) var rows: [MetadataValue] = []
    private var room: Int

    init(_ budget: Budget) {
        room = budget.contentBytes
    }

    /// Adds `row`; `false` where it does not fit any more.
    mutating func add(_ row: MetadataValue) -> Bool {
        let lengths = MessageText.lengths(row)
        // With a comma in each of the two forms.
        let length = lengths.asValue + lengths.asText + 2
        guard length <= room else { return false }
        room -= length
        rows.append(row)
        return true
    }
}
