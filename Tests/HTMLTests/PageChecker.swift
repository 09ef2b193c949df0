import CLibXML2
import Foundation

/// Reads pages with libxml2 and says what is wrong with them.
enum PageChecker {
    /// What a page consists of, in its order.
    struct Page {
        var elements: [(name: String, attributes: [String: String])] = []
        var ids: [String] { elements.compactMap { $0.attributes["id"] } }
        var text = ""

        func all(_ name: String) -> [[String: String]] {
            elements.filter { $0.name == name }.map(\.attributes)
        }
    }

    /// The page in `bytes`; `nil` where it is not well-formed XML.
    static func read(_ bytes: [UInt8]) -> Page? {
        let options =
            Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
            | Int32(XML_PARSE_HUGE.rawValue)
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(buffer.count),
                nil,
                "UTF-8",
                options
            )
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        var page = Page()
        visit(xmlDocGetRootElement(document), &page)
        return page
    }

    private static func visit(_ node: xmlNodePtr?, _ page: inout Page) {
        var next = node
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE {
                page.elements.append((String(cString: node.pointee.name), attributes(of: node)))
                visit(node.pointee.children, &page)
            } else if let content = node.pointee.content, node.pointee.type == XML_TEXT_NODE {
                page.text += String(cString: content)
            }
            next = node.pointee.next
        }
    }

    private static func attributes(of node: xmlNodePtr) -> [String: String] {
        var attributes: [String: String] = [:]
        var next = node.pointee.properties
        while let attribute = next {
            let value = attribute.pointee.children?.pointee.content
            attributes[String(cString: attribute.pointee.name)] = value.map { String(cString: $0) } ?? ""
            next = attribute.pointee.next
        }
        return attributes
    }

    /// What is wrong with the pages of a site: damage, broken links and anchors, headings out of order, missing labels.
    static func findings(_ contents: [String: [UInt8]]) -> [String] {
        var findings: [String] = []
        var pages: [String: Page] = [:]
        for (file, bytes) in contents where file.hasSuffix(".html") {
            if let page = read(bytes) { pages[file] = page } else { findings.append("\(file): not well-formed") }
        }
        for (file, page) in pages {
            findings += structure(page).map { "\(file): \($0)" }
            for link in page.all("a").compactMap({ $0["href"] }) + page.all("link").compactMap({ $0["href"] })
                + page.all("script").compactMap({ $0["src"] })
            where !link.hasPrefix("http://") && !link.hasPrefix("https://") && !link.hasPrefix("mailto:") {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let target = parts[0].isEmpty ? file : resolve(parts[0], from: file)
                if contents[target] == nil { findings.append("\(file): no page for \(link)") }
                if parts.count > 1, let page = pages[target], !page.ids.contains(parts[1]) {
                    findings.append("\(file): no anchor for \(link)")
                }
            }
        }
        return findings.sorted()
    }

    private static func structure(_ page: Page) -> [String] {
        var findings: [String] = []
        if page.all("main").count != 1 { findings.append("not one main") }
        if page.all("h1").count != 1 { findings.append("\(page.all("h1").count) h1") }
        if Set(page.ids).count != page.ids.count { findings.append("an id twice") }
        if page.all("html").first?["lang"] == nil { findings.append("no language") }
        if page.all("title").count != 1 { findings.append("no title") }
        var level = 0
        for (name, _) in page.elements where name.count == 2 && name.hasPrefix("h") {
            guard let next = Int(name.dropFirst()) else { continue }
            if next > level + 1 { findings.append("h\(next) after h\(level)") }
            level = next
        }
        for image in page.all("img") where image["alt"] == nil { findings.append("an image without words") }
        for input in page.all("input") where input["aria-label"] == nil { findings.append("an input without a label") }
        for nav in page.all("nav") where nav["aria-label"] == nil { findings.append("a navigation without a label") }
        return findings
    }

    private static func resolve(_ link: String, from file: String) -> String {
        var segments = file.split(separator: "/").dropLast().map(String.init)
        for segment in link.split(separator: "/") {
            if segment == ".." { _ = segments.popLast() } else { segments.append(String(segment)) }
        }
        return segments.joined(separator: "/")
    }
}
