import CLibPQ
import Dispatch
import Foundation

struct DatabaseError: Error {
    var code: String
    var message: String
    var detail: String?
    var hint: String?
}

/// The rows of a statement, as PostgreSQL writes them.
struct Rows {
    let columns: [String]
    let values: [[String?]]
}

/// One connection to PostgreSQL.
///
/// `@unchecked Sendable`: the pool hands a connection to one task at a time, and takes it back when that is done.
final class Connection: @unchecked Sendable {
    private let handle: OpaquePointer

    init(_ address: String) throws(DatabaseError) {
        if let problem = sksp_pg_load() { throw DatabaseError(code: "08000", message: String(cString: problem)) }
        guard let handle = sksp_pg_connect(address) else { throw DatabaseError(code: "08000", message: "no memory") }
        self.handle = handle
        guard isUsable else {
            throw DatabaseError(code: "08001", message: String(cString: sksp_pg_error(handle)))
        }
        sksp_pg_mute(handle)
    }

    deinit { sksp_pg_finish(handle) }

    var isUsable: Bool { Int(sksp_pg_status(handle)) == SKSP_PG_CONNECTION_OK }

    @discardableResult
    func run(_ sql: String, _ parameters: [String?] = []) throws(DatabaseError) -> Rows {
        // libpq takes C strings; strdup keeps them alive without nesting closures.
        let copies = parameters.map { parameter in parameter.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        let values = copies.map { UnsafePointer($0) }
        let result =
            parameters.isEmpty
            ? sksp_pg_exec(handle, sql)
            : sksp_pg_exec_params(handle, sql, Int32(values.count), values, nil, nil)
        guard let result else { throw DatabaseError(code: "08006", message: String(cString: sksp_pg_error(handle))) }
        defer { sksp_pg_clear(result) }
        let status = Int(sksp_pg_result_status(result))
        guard status == SKSP_PG_COMMAND_OK || status == SKSP_PG_TUPLES_OK else {
            func field(_ letter: Character) -> String? {
                letter.asciiValue.flatMap { sksp_pg_result_error_field(result, Int32($0)) }.map { String(cString: $0) }
            }
            throw DatabaseError(
                code: field("C") ?? "08006",
                message: field("M") ?? String(cString: sksp_pg_error(handle)),
                detail: field("D"),
                hint: field("H")
            )
        }
        let columns = sksp_pg_columns(result)
        return Rows(
            columns: (0..<columns).map { String(cString: sksp_pg_column_name(result, $0)) },
            values: (0..<sksp_pg_rows(result)).map { row in
                (0..<columns).map { column in
                    sksp_pg_is_null(result, row, column) == 1
                        ? nil : String(cString: sksp_pg_value(result, row, column))
                }
            }
        )
    }
}

/// Connections that are used again.
actor ConnectionPool {
    private let address: String
    private var idle: [Connection] = []

    init(_ address: String) {
        self.address = address
    }

    /// Runs `body` with a connection on a thread that may block.
    nonisolated func with<T: Sendable>(_ body: @Sendable @escaping (Connection) throws -> T) async throws -> T {
        let connection = try await take()
        do {
            let result: T = try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(with: Result { try body(connection) }) }
            }
            await giveBack(connection)
            return result
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    private func take() throws -> Connection {
        try idle.popLast() ?? Connection(address)
    }

    private func giveBack(_ connection: Connection) {
        if connection.isUsable { idle.append(connection) }
    }
}
