/// The functions and relations of the schema `public`, read once as PostgREST does.
struct SchemaCache: Sendable {
    struct Argument: Sendable {
        let name: String
        let type: String
        let hasDefault: Bool
    }

    struct Function: Sendable {
        let name: String
        let arguments: [Argument]
        let isSet: Bool
        let isComposite: Bool
        let isVoid: Bool
        let isVolatile: Bool
        /// A time-out that the function sets for itself; it has to be in force before the call begins.
        let timeout: String?

        /// Whether it takes one JSON document as a whole.
        var takesWholeBody: Bool {
            arguments.count == 1 && arguments[0].name.isEmpty && ["json", "jsonb"].contains(arguments[0].type)
        }

        func fits(_ names: Set<String>) -> Bool {
            guard arguments.allSatisfy({ !$0.name.isEmpty }) else { return false }
            return names.isSubset(of: arguments.map(\.name))
                && arguments.allSatisfy { $0.hasDefault || names.contains($0.name) }
        }
    }

    let functions: [String: [Function]]
    /// The roles' own settings, which PostgREST applies in each transaction.
    let settings: [String: [(name: String, value: String)]]
    let relations: Set<String>

    init(_ connection: Connection) throws {
        let relations = try connection.run(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')"
        )
        self.relations = Set(relations.values.compactMap { $0[0] })
        var settings: [String: [(String, String)]] = [:]
        for row in try connection.run(
            "select rolname, unnest(rolconfig) from pg_roles where rolname <> session_user and rolconfig is not null"
        ).values {
            guard let role = row[0], let pair = row[1], let equals = pair.firstIndex(of: "=") else { continue }
            settings[role, default: []].append((String(pair[..<equals]), String(pair[pair.index(after: equals)...])))
        }
        self.settings = settings
        functions = try Self.functions(connection)
    }

    private static func functions(_ connection: Connection) throws -> [String: [Function]] {
        var functions: [String: [Function]] = [:]
        let rows = try connection.run(
            """
            select p.proname, p.proretset, t.typtype, t.typname, p.provolatile, p.pronargdefaults,
                coalesce(array_to_string(array(select coalesce(n, '') from unnest(p.proargnames[:p.pronargs]) n), ','), ''),
                array_to_string(array(select format_type(a, null) from unnest(p.proargtypes) a), ','),
                p.proargmodes is not null,
                (select split_part(c, '=', 2) from unnest(p.proconfig) c where c like 'statement_timeout=%')
            from pg_proc p join pg_type t on t.oid = p.prorettype
            where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
            """
        )
        for row in rows.values {
            let cells = row.map { $0 ?? "" }
            let types = cells[7].split(separator: ",").map(String.init)
            var names = cells[6].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if names.count < types.count { names = types.map { _ in "" } }
            let firstDefault = types.count - (Int(cells[5]) ?? 0)
            let arguments = types.indices.map {
                Argument(name: names[$0], type: types[$0], hasDefault: $0 >= firstDefault)
            }
            functions[cells[0], default: []].append(
                Function(
                    name: cells[0],
                    arguments: arguments,
                    isSet: cells[1] == "t",
                    isComposite: cells[2] == "c" || cells[8] == "t",
                    isVoid: cells[3] == "void",
                    isVolatile: cells[4] == "v",
                    timeout: row[9]
                )
            )
        }
        return functions
    }
}
