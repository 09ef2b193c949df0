/// A database with what stands before it.
struct Project: Sendable {
    let name: String
    let postgrest: PostgREST
    let faults = Faults()
}

/// The databases of one server: `/db/NAME/…` leads to the one of that name, everything else to the default.
actor Projects {
    private let address: String
    private let database: String
    private let maxRows: Int
    private var projects: [String: Project] = [:]

    /// - Parameters:
    ///   - address: How libpq reaches the server, without user and database.
    ///   - database: What new ones are copies of.
    ///   - maxRows: The limit on rows of an answer.
    init(address: String, database: String, maxRows: Int) {
        self.address = address
        self.database = database
        self.maxRows = maxRows
    }

    /// The project that a path leads to, and the rest of the path.
    func project(at path: String) throws -> (Project, String) {
        guard path.hasPrefix("/db/") else { return (project(named: database), path) }
        let rest = path.dropFirst("/db/".count)
        let name = rest.prefix { $0 != "/" }
        return (project(named: String(name)), String(rest.dropFirst(name.count)))
    }

    /// Makes a database that is a copy of the default one, or holds nothing.
    func create(_ name: String, isEmpty: Bool) throws {
        let connection = try Connection("\(address) dbname=postgres user=postgres")
        let source = isEmpty ? "template0 encoding 'UTF8' locale 'C.UTF-8'" : quoted(database)
        try connection.run("create database \(quoted(name)) template \(source)")
    }

    /// Runs `body` as the owner of everything.
    nonisolated func administer<T: Sendable>(
        _ name: String,
        _ body: @Sendable @escaping (Connection) throws -> T
    ) async throws -> T {
        try await ConnectionPool("\(address) dbname=\(name) user=postgres").with(body)
    }

    private func project(named name: String) -> Project {
        if let project = projects[name] { return project }
        let pool = ConnectionPool("\(address) dbname=\(name) user=authenticator")
        let project = Project(name: name, postgrest: PostgREST(pool: pool, maxRows: maxRows))
        projects[name] = project
        return project
    }
}
