/// Writes the starts of allowed elements.
extension HTMLBuffer {
    /// An element with what its `title` says, where it is an abbreviation.
    mutating func start(_ element: AllowedElement, title: @autoclosure () -> String?) {
        raw("<")
        raw(element.name.utf8)
        if element.name == "abbr" || element.name == "dfn", let title = title() {
            raw(" title=\"")
            attribute(title)
            raw("\"")
        }
        raw(">")
    }

    /// An element that holds nothing.
    mutating func void(_ element: AllowedElement) {
        raw("<")
        raw(element.name.utf8)
        raw("/>")
    }

    mutating func orderedList(from start: Int) {
        raw("<ol")
        if start != 1 {
            raw(" start=\"")
            number(start)
            raw("\"")
        }
        raw(">")
    }

    /// An item's box, which shows and cannot be changed.
    mutating func checkbox(isDone: Bool) {
        raw("<input type=\"checkbox\" disabled=\"\"")
        raw(isDone ? " checked=\"\" aria-label=\"done\"/>" : " aria-label=\"open\"/>")
    }

    mutating func cell(_ element: AllowedElement, alignment: String?) {
        raw("<")
        raw(element.name.utf8)
        switch alignment {
        case "right": raw(" class=\"r\"")
        case "center": raw(" class=\"c\"")
        default: break
        }
        raw(">")
    }
}
