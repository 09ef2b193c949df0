/// What stands around a document on its page: the same document may have other neighbours tomorrow.
struct PageFrame: Sendable {
    struct Link: Sendable, Hashable {
        let title: String
        /// Relative to the page.
        let url: String
        var isCurrent = false
    }

    /// The page's own path below the site's folder.
    let page: String
    let title: String
    let summary: String
    /// From the home page to the folder.
    var breadcrumbs: [Link] = []
    /// The components that hold the document, the innermost first.
    var holders: [Link] = []
    /// The files of the document's component, the main one first; empty where they are one or many.
    var tabs: [Link] = []
    /// The files of a component that has many, on the page of its main file.
    var files: [Link] = []
    var previous: Link?
    var next: Link?
    /// The name of the collection, for the navigation.
    var collection = ""
    /// The ids of sections by address, as a JSON object; empty where no server knows them.
    var permalinks = ""
    /// The document's path, for addresses to copy.
    var documentPath = ""
}
