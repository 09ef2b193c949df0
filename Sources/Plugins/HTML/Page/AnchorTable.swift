import SkillSplitHost

/// Finds the sections of a page by what links call them.
struct AnchorTable: Sendable {
    private let addresses: [String]
    /// By address and by the last slug of it; made when a link asks.
    private var names: [String: String]?

    /// - Parameter addresses: Of the page's sections, in order.
    init(_ addresses: [String]) {
        self.addresses = addresses
    }

    /// The address that `fragment` means: an address, or a heading as other renderers name it.
    mutating func address(of fragment: String) -> String? {
        let known = names ?? Self.names(of: addresses)
        names = known
        return known[fragment] ?? known[Slug.make(of: fragment)]
    }

    private static func names(of addresses: [String]) -> [String: String] {
        var names: [String: String] = [:]
        for address in addresses { names[address] = address }
        for address in addresses {
            let slug = address.split(separator: "/").last.map(String.init) ?? address
            names[slug] = names[slug] ?? address
        }
        return names
    }
}
