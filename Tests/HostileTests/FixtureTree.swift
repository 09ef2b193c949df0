import Foundation
import Testing

/// Makes the files of a fixture in a folder: those below `input/`, and those that `recipe.json` describes.
///
/// A recipe is for what Git or an editor would mangle: other bytes than text, odd names, links, pipes, and files too
/// large to commit.
struct FixtureTree: Decodable {
    struct File: Decodable {
        let path: Name
        let parts: [Part]
        /// The permission bits in octal.
        let mode: String?
    }

    /// Text or bytes in hexadecimal digits, once or several times.
    struct Part: Decodable {
        let text: String?
        let hex: String?
        let times: Int?
    }

    /// A path: text, or `{"hex": "…"}` where it is not UTF-8.
    struct Name: Decodable {
        let bytes: [UInt8]

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                bytes = Array(text.utf8)
            } else {
                bytes = try Hex.bytes(Part(from: decoder).hex ?? "")
            }
        }
    }

    struct Link: Decodable {
        let path: Name
        let target: String
    }

    let files: [File]?
    let links: [Link]?
    let pipes: [String]?

    static func make(_ fixture: URL, in root: String) throws {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let input = fixture.appendingPathComponent("input")
        for name in (try? FileManager.default.contentsOfDirectory(atPath: input.path)) ?? [] {
            try FileManager.default.copyItem(atPath: "\(input.path)/\(name)", toPath: "\(root)/\(name)")
        }
        guard let recipe = try? Data(contentsOf: fixture.appendingPathComponent("recipe.json")) else { return }
        try JSONDecoder().decode(FixtureTree.self, from: recipe).make(in: Array(root.utf8))
    }

    private func make(in root: [UInt8]) throws {
        for file in files ?? [] {
            let path = try path(file.path.bytes, in: root)
            let mode = try file.mode.map { try #require(Int($0, radix: 8)) }
            let bytes = try file.parts.flatMap { part -> [UInt8] in
                let bytes = try part.text.map { Array($0.utf8) } ?? Hex.bytes(part.hex ?? "")
                return Array(repeatElement(bytes, count: part.times ?? 1).joined())
            }
            try System.write(bytes, to: path, mode: mode ?? 0o644)
        }
        for link in links ?? [] { try System.link(path(link.path.bytes, in: root), to: link.target) }
        for pipe in pipes ?? [] { try System.makePipe(path(Array(pipe.utf8), in: root)) }
    }

    /// The absolute path, whose folders are made.
    private func path(_ relative: [UInt8], in root: [UInt8]) throws -> [UInt8] {
        let path = root + [UInt8(ascii: "/")] + relative
        var index = root.count + 1
        while let slash = path[index...].firstIndex(of: UInt8(ascii: "/")) {
            try System.makeFolder(Array(path[..<slash]))
            index = slash + 1
        }
        return path
    }
}

enum Hex {
    static func bytes(_ text: String) throws -> [UInt8] {
        let digits = text.filter { !$0.isWhitespace }
        var bytes: [UInt8] = []
        var index = digits.startIndex
        while index < digits.endIndex {
            let end = digits.index(index, offsetBy: 2)
            bytes.append(try #require(UInt8(digits[index..<end], radix: 16)))
            index = end
        }
        return bytes
    }
}
