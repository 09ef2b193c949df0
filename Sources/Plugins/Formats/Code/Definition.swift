/// A class, function or type with the lines that it covers.
struct Definition {
    let title: String
    /// From 0, without what stands above it.
    let line: Int
    var lastLine: Int
    /// Whether the end is not known: the definition runs to the next one.
    let isOpenEnded: Bool
    let isContainer: Bool
    /// From 1.
    let depth: Int
}

/// Finds the definitions of a file that make sections: those outside of others, and the members of containers.
struct DefinitionFinder {
    private let text: CodeText
    private let language: CodeLanguage
    private var script: ScriptExtent
    private var shell: ShellExtent
    private var indented: IndentedExtent
    /// Whether the brackets of a definition were never closed, so that the indentation is the better guide.
    private var isUnbalanced = false

    /// How deep definitions nest in the sections of a file; what is deeper stays in its parent.
    private static let depthLimit = 8
    private static let tagsOfLine = 32

    init(_ text: CodeText, language: CodeLanguage) {
        self.text = text
        self.language = language
        script = ScriptExtent(text)
        shell = ShellExtent(text)
        indented = IndentedExtent(text)
    }

    /// The definitions that `tags` and the text show, in the order of the file; none starts on a line that another one covers, but for its members.
    mutating func definitions(_ tags: [CodeTag]) -> [Definition] {
        var found: [Definition] = []
        var open: [Int] = []
        for tag in candidates(corrected(tags)) {
            while let last = open.last, found[last].lastLine < tag.line { open.removeLast() }
            let parent = open.last.map { found[$0] }
            if let parent, !parent.isContainer || tag.line == parent.line || open.count == Self.depthLimit { continue }
            guard !isInside(found.last, tag), let lastLine = lastLine(of: tag) else { continue }
            for index in open where found[index].lastLine < lastLine { found[index].lastLine = lastLine }
            open.append(found.count)
            found.append(
                Definition(
                    title: title(of: tag, in: parent),
                    line: tag.line,
                    lastLine: lastLine,
                    isOpenEnded: tag.lastLine == nil && isUntilNext,
                    isContainer: isContainer(tag),
                    depth: open.count
                )
            )
        }
        return found
    }

    /// The tags with what ctags is known to miss.
    ///
    /// One section can start on a line, so of the thousands of tags on a line of minified code a few will do.
    private func corrected(_ tags: [CodeTag]) -> [CodeTag] {
        var counts: [Int: Int] = [:]
        let tags = tags.filter { tag in
            counts[tag.line, default: 0] += 1
            return counts[tag.line, default: 0] <= Self.tagsOfLine
        }
        switch language.extents {
        case .script: return ScriptTags.corrected(tags, in: text)
        case .shell:
            var declarations = ShellDeclarations(text)
            return tags + declarations.tags()
        case .untilNext, .indentation: return tags
        }
    }

    private var isUntilNext: Bool {
        if case .untilNext = language.extents { true } else { false }
    }

    /// Whether the tag lies in a definition whose end is not known, by its indentation.
    private func isInside(_ previous: Definition?, _ tag: CodeTag) -> Bool {
        guard let previous, previous.isOpenEnded else { return false }
        return text.indentation(of: tag.line) > text.indentation(of: previous.line) || tag.line == previous.line
    }

    /// The tags that could make sections, in order; of those on one line the containers first.
    private func candidates(_ tags: [CodeTag]) -> [CodeTag] {
        tags.filter(isCandidate).enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.line != second.line { return first.line < second.line }
            let (isFirst, isSecond) = (isContainer(first), isContainer(second))
            return isFirst == isSecond ? left.offset < right.offset : isFirst
        }.map(\.element)
    }

    private func isCandidate(_ tag: CodeTag) -> Bool {
        guard tag.line < text.lineCount else { return false }
        if language.values.contains(tag.kind) { return text.indentation(of: tag.line) == 0 }
        guard language.kinds.contains(tag.kind) else { return false }
        return language.needsKeyword.isEmpty
            || language.needsKeyword.contains { text.trimmed(tag.line).starts(with: $0.utf8) }
    }

    private func isContainer(_ tag: CodeTag) -> Bool {
        language.containers.contains(tag.kind)
    }

    /// Where the definition ends; `nil` where it is no definition after all.
    private mutating func lastLine(of tag: CodeTag) -> Int? {
        if let last = tag.lastLine { return min(max(tag.line, last), text.lineCount - 1) }
        switch language.extents {
        case .untilNext: return tag.line
        case .indentation: return indented.lastLine(from: tag.line)
        case .script:
            let isValue = language.values.contains(tag.kind)
            let needsBody = !isValue && tag.kind != "alias"
            guard !isUnbalanced, let last = script.lastLine(from: tag.line, needsBody: needsBody) else {
                isUnbalanced = true
                return isValue ? nil : indented.lastLine(from: tag.line)
            }
            return isValue && !script.holdsDefinition ? nil : last
        case .shell:
            guard !isUnbalanced, let last = shell.lastLine(from: tag.line) else {
                isUnbalanced = true
                return indented.lastLine(from: tag.line)
            }
            return last
        }
    }

    /// The name, behind that of its owner where the owner's section does not hold it.
    private func title(of tag: CodeTag, in parent: Definition?) -> String {
        let owner = tag.scope.split(whereSeparator: { ".:\\/".contains($0) }).last.map(String.init) ?? ""
        let full = owner + language.joiner + tag.name
        let isMember = language.owners.contains(tag.scopeKind) || text.trimmed(tag.line).contains(full)
        return SectionTitle.line(parent == nil && !owner.isEmpty && isMember ? full : tag.name)
    }
}
