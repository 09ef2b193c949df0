import SkillSplitHost

/// Where a file or folder stands below the target.
struct TargetPlace: Hashable, Comparable {
    /// As a document path, whose rules keep it below the target.
    let path: DocumentPath

    init(_ path: DocumentPath) {
        self.path = path
    }

    /// The place of a document.
    init(of document: DocumentPath, strippingCollection isStripped: Bool) throws(TargetFailure) {
        if isStripped {
            let rest = document.bytes.drop { $0 != UInt8(ascii: "/") }.dropFirst()
            do throws(SkillSplitError) {
                path = try DocumentPath(Array(rest))
            } catch {
                throw .invalid(error)
            }
        } else {
            path = document
        }
        // Compared without case, since the target's file system may do so.
        let first = String(decoding: path.segments.first ?? [], as: UTF8.self).lowercased()
        guard first != ExportManifest.name, first != TargetFolder.stagingName else { throw .reserved(document) }
    }

    /// The folder that holds the place; `nil` where that is the target.
    var folder: TargetPlace? { path.parent.map { TargetPlace($0) } }

    /// The folders above the place, the outermost first.
    var folders: [TargetPlace] {
        var folders: [TargetPlace] = []
        var next = folder
        while let place = next {
            folders.append(place)
            next = place.folder
        }
        return folders.reversed()
    }

    /// The last segment as a C string.
    var name: [CChar] {
        (path.segments.last ?? []).map { CChar(bitPattern: $0) } + [0]
    }

    /// Whether every file system can hold the last segment: a short name of ASCII letters, digits, `-`, `_` and `.`.
    var hasPlainName: Bool {
        guard let name = path.segments.last, name.count <= 100, name.first != UInt8(ascii: ".") else { return false }
        return name.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    static func < (left: TargetPlace, right: TargetPlace) -> Bool { left.path < right.path }
}

extension TargetPlace: CustomStringConvertible {
    var description: String { path.description }
}
