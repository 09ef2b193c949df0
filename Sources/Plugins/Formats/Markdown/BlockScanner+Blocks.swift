extension BlockScanner {
    /// Whether the line is an underline that makes the open paragraph a heading.
    mutating func endsParagraph(with place: LinePlace) -> Bool {
        guard case .paragraph = leaf, !place.isIndented, place.matched == containers.count,
            let level = text.underlineLevel(at: place.offset)
        else { return false }
        guard paragraph.mayBeDefinition else {
            endParagraph(level: level, first: paragraph.first, place)
            return true
        }
        paragraph.add(place.line, textStart: place.textStart, in: text)
        let definitions = paragraph.definitionLineCount(in: text)
        switch paragraph.lines.count - definitions {
        case 0:
            // As md4c, where the underline can be the destination of a definition.
            leaf = .none
            itemIsEmpty = paragraph.isFirstInItem
        case 1:
            // Nothing but definitions above: the underline is the first line of a paragraph.
            let isFirst = paragraph.isFirstInItem
            paragraph.start(with: place.line, textStart: place.textStart, in: text, isFirstInItem: isFirst)
        default: endParagraph(level: level, first: paragraph.lines[definitions], place)
        }
        return true
    }

    private mutating func endParagraph(level: Int, first: ParagraphLine, _ place: LinePlace) {
        leaf = .none
        guard containers.count == 0 else { return }
        var end = place.line.start
        while end > first.textStart, text.isLineEnd(end - 1) || text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let heading = first.textStart..<end
        addHeading(level: level, start: first.start, next: place.line.next, text: heading)
    }

    /// Opens the containers whose marks the line starts with, and the block that stands in them.
    mutating func startBlocks(_ place: inout LinePlace) {
        while true {
            if place.isBlank {
                leaf = .none
                return
            }
            if isThematicBreak(&place) { return start(.none, place) }
            if continuesList(&place) { continue }
            if place.isIndented, mayStartCode(place) { return start(.indentedCode, place) }
            guard opensContainer(&place) else { return startLeaf(place) }
        }
    }

    private func isThematicBreak(_ place: inout LinePlace) -> Bool {
        guard !place.isIndented, place.offset >= place.noBreakBefore else { return false }
        switch text[place.offset] {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "*"):
            let (isBreak, end) = text.thematicBreak(at: place.offset)
            place.noBreakBefore = end
            return isBreak
        default: return false
        }
    }

    /// Whether the line starts the next item of a list that is open.
    private mutating func continuesList(_ place: inout LinePlace) -> Bool {
        guard !place.isInside, place.matched < containers.count, !place.isIndented,
            let mark = ContainerMark(in: text, at: place.offset), !mark.isQuote,
            mark.mark == containers[place.matched].mark,
            place.indent <= containers[place.matched].contentIndent
        else { return false }
        containers.keep(place.matched + 1)
        containers.setContentIndent(place.skip(mark, in: text), at: place.matched)
        itemIsEmpty = true
        return true
    }

    private func mayStartCode(_ place: LinePlace) -> Bool {
        if place.isInside { return true }
        switch leaf {
        case .none, .indentedCode: return true
        case .paragraph, .fence, .html, .endedHTML: return false
        }
    }

    /// Whether the line opens a block quote or a list, which it may not always do within a paragraph.
    private mutating func opensContainer(_ place: inout LinePlace) -> Bool {
        guard !place.isIndented, let mark = ContainerMark(in: text, at: place.offset) else { return false }
        if continuesParagraph(place), place.matched == containers.count, !mark.isQuote {
            guard !mark.isNotOne, !text.isLineEnd(mark.end) else { return false }
        }
        leaveContainers(place)
        let contentIndent = place.skip(mark, in: text)
        containers.push(Container(mark: mark.mark, contentIndent: contentIndent))
        itemIsEmpty = !mark.isQuote
        return true
    }

    /// Whether text would belong to the paragraph that is open.
    private func continuesParagraph(_ place: LinePlace) -> Bool {
        if case .paragraph = leaf { !place.isInside } else { false }
    }

    /// Starts the block that is no container, or continues a paragraph.
    private mutating func startLeaf(_ place: LinePlace) {
        let first = text[place.offset]
        if first == UInt8(ascii: "#"), !place.isIndented, let level = text.headingLevel(at: place.offset) {
            start(.none, place)
            guard containers.count == 0 else { return }
            let heading = text.headingText(from: place.offset + level, to: place.line.end)
            return addHeading(level: level, start: place.line.start, next: place.line.next, text: heading)
        }
        if let length = text.fenceLength(at: place.offset, end: place.line.end) {
            return start(.fence(mark: first, length: length), place)
        }
        if first == UInt8(ascii: "<"), let block = HTMLBlock(in: text, at: place.offset),
            block != .lonelyTag || !continuesParagraph(place)
        {
            let isOver = block.isLast(in: text, from: place.offset, to: place.line.end)
            return start(isOver ? .endedHTML : .html(block), place)
        }
        if continuesParagraph(place) {
            if paragraph.mayBeDefinition { paragraph.add(place.line, textStart: place.textStart, in: text) }
            return
        }
        leaveContainers(place)
        paragraph.start(with: place.line, textStart: place.textStart, in: text, isFirstInItem: itemIsEmpty)
        start(.paragraph, place)
    }

    private mutating func start(_ leaf: Leaf, _ place: LinePlace) {
        leaveContainers(place)
        itemIsEmpty = false
        self.leaf = leaf
    }
}
