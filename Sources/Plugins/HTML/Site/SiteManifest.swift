import SkillSplitHost

/// What an earlier run wrote into a folder.
///
/// A text file of lines with fields between tabs; bytes that are not printable ASCII, and `%`, are written as `%XX`.
struct SiteManifest: Sendable {
    /// The format's version; a file of another one is not read.
    static let version = 1
    private static let heading = "skill-split site"

    var entries: [SiteEntry] = []
    /// Files besides the pages.
    var files: [String] = []
    /// The names of the shards of terms, in order.
    var shards: [String] = []
    /// Of templates, assets and options.
    var settings = Fingerprint()
    /// Whether the run that wrote it had not come to its end.
    var isOpen = false

    /// Every file that the site consists of, but for the manifest.
    var allFiles: Set<String> {
        var all = Set(files)
        for entry in entries { all.insert(entry.page) }
        return all
    }

    init() {}

    /// Reads `bytes`; `nil` where they are not a manifest.
    init?(_ bytes: [UInt8]) {
        var lines = bytes.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let first = lines.next(), first.elementsEqual("\(Self.heading) \(Self.version)".utf8) else { return nil }
        while let line = lines.next() {
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map(ManifestField.decode)
            switch fields.first.map({ String(decoding: $0, as: UTF8.self) }) {
            case "settings": settings = Self.text(fields, 1).flatMap { Fingerprint($0[...]) } ?? settings
            case "file":
                guard let file = Self.text(fields, 1), Self.isBelow(file) else { return nil }
                files.append(file)
            case "open": isOpen = true
            case "shard": shards.append(Self.text(fields, 1) ?? "")
            case "page":
                guard let entry = SiteEntry(manifest: fields) else { return nil }
                entries.append(entry)
            default: return nil
            }
        }
    }

    /// The file's bytes.
    var bytes: [UInt8] {
        var output = Array("\(Self.heading) \(Self.version)\n".utf8)
        func line(_ fields: [[UInt8]]) {
            for (index, field) in fields.enumerated() {
                if index > 0 { output.append(UInt8(ascii: "\t")) }
                ManifestField.encode(field, into: &output)
            }
            output.append(UInt8(ascii: "\n"))
        }
        line([Array("settings".utf8), Array(settings.text.utf8)])
        if isOpen { line([Array("open".utf8)]) }
        for file in Set(files).sorted() { line([Array("file".utf8), Array(file.utf8)]) }
        for shard in shards { line([Array("shard".utf8), Array(shard.utf8)]) }
        for entry in entries { line(entry.manifestFields) }
        return output
    }

    private static func text(_ fields: [[UInt8]], _ index: Int) -> String? {
        index < fields.count ? String(decoding: fields[index], as: UTF8.self) : nil
    }

    /// Whether `file` stays below the site's folder.
    private static func isBelow(_ file: String) -> Bool {
        (try? DocumentPath(file)) != nil
    }
}

extension SiteEntry {
    fileprivate var manifestFields: [[UInt8]] {
        var fields: [[UInt8]] = [
            Array("page".utf8), path.bytes, Array(kind.rawValue.utf8),
            Array((component?.kind.rawValue ?? "").utf8), component?.root.bytes ?? [],
            Array(record.text.utf8), Array(frame.text.utf8), Array("\(pageSize)".utf8),
            Array(title.utf8), Array(summary.utf8),
        ]
        if case .inPage(let offset, let count) = body { fields.append(Array("\(offset) \(count)".utf8)) }
        if case .inShards(let names, let position) = text {
            fields.append(Array("\(position) \(names.joined(separator: " "))".utf8))
        }
        fields.append(Array(textCounts.map(String.init).joined(separator: " ").utf8))
        for link in links {
            fields.append(Array("\(link.offset) \(link.length)".utf8))
            fields.append(link.path)
            fields.append(Array(link.fragment.utf8))
        }
        return fields
    }

    /// Reads the fields of a line; `nil` where they are not a page's.
    fileprivate init?(manifest fields: [[UInt8]]) {
        func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
        func numbers(_ index: Int) -> [Int] { text(index).split(separator: " ").compactMap { Int($0) } }
        guard fields.count >= 13, (fields.count - 13) % 3 == 0, let path = try? DocumentPath(fields[1]),
            let record = Fingerprint(text(5)[...]), let frame = Fingerprint(text(6)[...]), let size = Int(text(7)),
            numbers(10).count == 2
        else { return nil }
        let shards = text(11).split(separator: " ").map(String.init)
        guard let position = shards.first.flatMap({ Int($0) }) else { return nil }
        let root = fields[4].isEmpty ? nil : try? DocumentPath(fields[4])
        self.init(
            path: path,
            page: PagePath.of(path),
            kind: ComponentKind(rawValue: text(2)),
            component: root.map { Component(kind: ComponentKind(rawValue: text(3)), root: $0) },
            record: record,
            title: text(8),
            summary: text(9),
            links: [],
            body: .inPage(offset: numbers(10)[0], count: numbers(10)[1]),
            text: .inShards(Array(shards.dropFirst()), position: position),
            textCounts: numbers(12),
            frame: frame,
            pageSize: size
        )
        for index in stride(from: 13, to: fields.count, by: 3) {
            let place = numbers(index)
            guard place.count == 2 else { return nil }
            links.append(Link(offset: place[0], length: place[1], path: fields[index + 1], fragment: text(index + 2)))
        }
    }
}
