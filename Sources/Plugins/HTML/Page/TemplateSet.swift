import Mustache
import SkillSplitHost

/// Text that a template writes escaped, with hidden characters named.
struct HTMLString: MustacheCustomRenderable {
    private let text: String

    init(_ text: String) {
        self.text = HTMLText.plain(text)
    }

    /// Escaped already; templates write it with three braces or two alike.
    var renderText: String { text }
    var isNull: Bool { text.isEmpty }
}

/// The Mustache templates of a site.
struct TemplateSet: Sendable {
    enum Name: String, CaseIterable, Sendable {
        /// Around every page.
        case page
        /// A document inside its page.
        case document
        /// The first page.
        case home
        /// A list of documents.
        case list
    }

    private let templates: [Name: MustacheTemplate]
    /// Changes when a template does.
    let fingerprint: Fingerprint

    /// Takes the templates of `folder`, and the built-in ones for those that it does not have.
    ///
    /// - Throws: ``SkillSplitError`` when a template cannot be read or is not Mustache.
    init(folder: String?) throws(SkillSplitError) {
        var templates: [Name: MustacheTemplate] = [:]
        var fingerprint = Fingerprint()
        for name in Name.allCases {
            var source = name.builtIn
            var place = "the built-in template '\(name.rawValue)'"
            if let folder {
                place = "\(folder)/\(name.rawValue).mustache"
                if let bytes = try FileSystem.read(place) { source = bytes }
            }
            fingerprint.add(source)
            do {
                // Values are escaped by `HTMLString`, which also shows what cannot be seen.
                let text = "{{% CONTENT_TYPE:TEXT}}" + String(decoding: source, as: UTF8.self)
                templates[name] = try MustacheTemplate(string: text)
            } catch {
                throw SkillSplitError(
                    .usage,
                    "\(place) is not a Mustache template",
                    remedy: "Mend it, or remove it so that the built-in one is used.",
                    cause: "\(error)"
                )
            }
        }
        self.templates = templates
        self.fingerprint = fingerprint
    }

    func render(_ name: Name, _ context: TemplateValues) -> String {
        templates[name]?.render(context) ?? ""
    }
}

extension TemplateSet.Name {
    /// The template that is compiled in.
    fileprivate var builtIn: [UInt8] {
        switch self {
        case .page: PackageResources.page_mustache
        case .document: PackageResources.document_mustache
        case .home: PackageResources.home_mustache
        case .list: PackageResources.list_mustache
        }
    }
}
