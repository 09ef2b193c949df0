import Foundation

/// `/rpc/NAME` with a JSON body, or with its arguments in the query.
struct FunctionCall {
    let cache: SchemaCache
    let maxRows: Int

    func prepare(_ request: Incoming) throws(Failure) -> PreparedRequest {
        let name = String(request.path.dropFirst("/rpc/".count))
        guard request.method == "POST" || request.isReading else {
            throw Failure(405, "PGRST101", "Cannot use the \(request.method) method on RPC")
        }
        return request.isReading ? try inQuery(name, request) : try inBody(name, request)
    }

    private func inBody(_ name: String, _ request: Incoming) throws(Failure) -> PreparedRequest {
        let body = request.body.isEmpty ? "{}" : String(decoding: request.body, as: UTF8.self)
        guard let whole = try? JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed) else {
            throw Failure(400, "PGRST102", "Empty or invalid json")
        }
        let names = Set((whole as? [String: Any])?.keys.map { $0 } ?? [])
        let function = try find(name, names, orWholeBody: true)
        if function.takesWholeBody {
            return prepared(function, from: "", call: "$1::\(function.arguments[0].type)", [body])
        }
        let arguments = function.arguments.filter { names.contains($0.name) }
        let columns = arguments.map { "\(quoted($0.name)) \($0.type)" }.joined(separator: ", ")
        let call = arguments.map { "\(quoted($0.name)) := _.\(quoted($0.name))" }.joined(separator: ", ")
        let source = arguments.isEmpty ? "(select $1::json) _" : "json_to_record($1::json) as _(\(columns))"
        return prepared(function, from: source, call: call, [body])
    }

    private func inQuery(_ name: String, _ request: Incoming) throws(Failure) -> PreparedRequest {
        let pairs = request.query.filter { !["select", "order", "limit", "offset"].contains($0.name) }
        let function = try find(name, Set(pairs.map(\.name)), orWholeBody: false)
        var call: [String] = []
        for (index, pair) in pairs.enumerated() {
            let type = function.arguments.first { $0.name == pair.name }?.type ?? "text"
            call.append("\(quoted(pair.name)) := $\(index + 1)::\(type)")
        }
        return prepared(function, from: "", call: call.joined(separator: ", "), pairs.map(\.value))
    }

    private func prepared(
        _ function: SchemaCache.Function,
        from source: String,
        call: String,
        _ parameters: [String]
    ) -> PreparedRequest {
        let invocation = "\(quoted("public")).\(quoted(function.name))(\(call))"
        let from = source.isEmpty ? "" : "\(source), lateral "
        var prepared = PreparedRequest(
            sql: "",
            parameters: parameters,
            writes: function.isVolatile,
            isVoid: function.isVoid,
            timeout: function.timeout,
            settings: cache.settings
        )
        if function.isVoid {
            prepared.sql = "select null, 1, null from \(from)\(invocation)"
        } else if function.isSet {
            prepared.isPage = true
            let value = function.isComposite ? "to_json(r)" : "to_json(r.r)"
            prepared.sql = """
                select coalesce(json_agg(\(value)), '[]')::text, count(*), null
                from (select r.* from \(from)\(invocation) r limit \(maxRows)) r
                """
        } else {
            let value = function.isComposite ? "to_json(r)" : "to_json(r.r)"
            prepared.sql = "select \(value)::text, 1, null from \(from)\(invocation) r"
        }
        return prepared
    }

    private func find(_ name: String, _ names: Set<String>, orWholeBody: Bool) throws(Failure) -> SchemaCache.Function {
        let candidates = cache.functions[name] ?? []
        let fitting = candidates.filter { $0.fits(names) }
        if fitting.count > 1 {
            throw Failure(
                300,
                "PGRST203",
                "Could not choose the best candidate function between: "
                    + fitting.map { function in
                        let arguments = function.arguments.map { "\($0.name) => \($0.type)" }
                        return "public.\(name)(\(arguments.joined(separator: ", ")))"
                    }.sorted().joined(separator: ", "),
                hint: "Try renaming the parameters or the function itself in the database so function overloading can "
                    + "be resolved"
            )
        }
        if let function = fitting.first { return function }
        if orWholeBody, let function = candidates.first(where: \.takesWholeBody) { return function }
        let sorted = names.sorted()
        let list = sorted.joined(separator: ", ")
        let with = sorted.isEmpty ? "without parameters" : "with parameter\(sorted.count == 1 ? "" : "s") \(list)"
        throw Failure(
            404,
            "PGRST202",
            sorted.isEmpty
                ? "Could not find the function public.\(name) without parameters in the schema cache"
                : "Could not find the function public.\(name)(\(list)) in the schema cache",
            details: "Searched for the function public.\(name) \(with)"
                + (orWholeBody ? " or with a single unnamed json/jsonb parameter" : "")
                + ", but no matches were found in the schema cache."
        )
    }
}

/// `name` as an identifier of SQL.
func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
}
