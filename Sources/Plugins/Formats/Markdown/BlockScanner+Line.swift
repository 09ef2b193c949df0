extension BlockScanner {
    /// Reads any line.
    mutating func read(_ line: Line) {
        var place = LinePlace(line)
        place.skipIndent(in: text)
        matchContainers(&place)
        if text[place.offset] == UInt8(ascii: "<") { noteTag(place) }
        if continuesLeaf(&place) { return }
        if place.isBlank { return readBlank(place) }
        leaveAbandonedItem(&place)
        if endsParagraph(with: place) { return }
        startBlocks(&place)
    }

    /// Counts the containers that the line continues by its quote marks and its indentation.
    private func matchContainers(_ place: inout LinePlace) {
        var quotes = 0
        while place.matched < containers.count {
            let container = containers[place.matched]
            if container.isQuote {
                guard !place.isIndented, text[place.offset] == container.mark else { break }
                place.offset += 1
                place.column += 1
                place.skipIndent(in: text)
                if place.indent > 0 { place.indent -= 1 }
                quotes += 1
            } else {
                guard place.indent >= container.contentIndent else { break }
                place.indent -= container.contentIndent
            }
            place.matched += 1
        }
        if place.isBlank { place.matched = max(place.matched, containers.quote(after: quotes)) }
    }

    /// Whether the line is taken whole by code or HTML that is open.
    private mutating func continuesLeaf(_ place: inout LinePlace) -> Bool {
        switch leaf {
        case .fence(let mark, let length):
            if !place.isIndented {
                let end = text.skip(mark, from: place.offset)
                let isLongEnough = end - place.offset >= length
                let rest = isLongEnough ? text.skip(UInt8(ascii: " "), from: end) : end
                if isLongEnough, text.isLineEnd(rest) {
                    leaf = .none
                    leaveContainers(place)
                    return true
                }
                // As md4c: where the quote or list around the code has ended, such a line is read from here on.
                if place.matched < containers.count { place.offset = rest }
            }
            return place.matched == containers.count
        case .html(let block):
            guard place.matched == containers.count else {
                leaf = .endedHTML
                return false
            }
            if block.endsAtBlankLine {
                if place.isBlank { leaf = .none }
            } else if block.isLast(in: text, from: place.offset, to: place.line.end) {
                leaf = .endedHTML
            }
            return true
        case .indentedCode: return place.isBlank && place.matched == containers.count
        case .none, .paragraph, .endedHTML: return false
        }
    }

    /// Reads a line of white space, or of nothing but the marks of containers that are open.
    private mutating func readBlank(_ place: LinePlace) {
        if case .none = leaf, isInEmptyItem(place) { itemIsAbandoned = true }
        if case .paragraph = leaf, paragraph.isFirstInItem {
            // As md4c, to which an item of nothing but definitions is empty.
            itemIsEmpty = paragraph.isOnlyDefinitions(in: text)
        }
        leaf = .none
        leaveContainers(place)
    }

    /// Takes the line out of an item that began with two blank lines, as its first is the last that it may have.
    private mutating func leaveAbandonedItem(_ place: inout LinePlace) {
        guard itemIsAbandoned else { return }
        itemIsAbandoned = false
        if case .none = leaf, isInEmptyItem(place) { place.matched -= 1 }
    }

    private func isInEmptyItem(_ place: LinePlace) -> Bool {
        itemIsEmpty && place.matched > 0 && !containers[place.matched - 1].isQuote
    }

    /// Closes the containers that the line does not continue.
    mutating func leaveContainers(_ place: LinePlace) {
        guard !place.isInside, place.matched < containers.count else { return }
        containers.keep(place.matched)
        itemIsEmpty = false
    }

    /// Notes a tag that stands alone on a line outside containers, code and comments.
    private mutating func noteTag(_ place: LinePlace) {
        guard place.matched == 0 else { return }
        if containers.count == 0 {
            switch leaf {
            case .fence: return
            case .html(let block) where !block.endsAtBlankLine: return
            default: break
            }
        }
        guard let mark = Mark(tagIn: text, at: place.offset, of: place.line, isIndented: place.isIndented) else {
            return
        }
        addTag(mark)
    }
}
