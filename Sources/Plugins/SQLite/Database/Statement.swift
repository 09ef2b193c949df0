import CSQLite
import SkillSplitHost

/// A prepared statement, finalized with the value.
///
/// Binding never throws: what SQLite refuses to bind is reported by the next step, so that hot loops stay short.
final class Statement {
    private let handle: OpaquePointer
    private let context: ErrorContext
    private var refusal = SQLITE_OK

    init(_ sql: String, on database: OpaquePointer, context: ErrorContext) throws(SkillSplitError) {
        self.context = context
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw context.error(code, on: database) }
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(handle)
    }

    // MARK: Binding, from parameter 1

    func bind(_ index: Int32, _ value: Int64) {
        note(sqlite3_bind_int64(handle, index, value))
    }

    func bind(_ index: Int32, _ value: Int) {
        note(sqlite3_bind_int64(handle, index, Int64(value)))
    }

    func bind(_ index: Int32, _ value: Int64?) {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    func bindNull(_ index: Int32) {
        note(sqlite3_bind_null(handle, index))
    }

    /// Binds text, copied.
    func bind(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { bytes in bindText(index, UnsafeRawBufferPointer(bytes)) }
    }

    func bind(_ index: Int32, _ text: String?) {
        if let text { bind(index, text) } else { bindNull(index) }
    }

    /// Binds bytes as text, copied; they need not be UTF-8.
    func bindText(_ index: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in bindText(index, bytes) }
    }

    private func bindText(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
        note(skill_split_bind_text(handle, index, bytes.baseAddress, UInt64(bytes.count)))
    }

    /// Binds a blob, copied.
    func bind(_ index: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in bindBlob(index, bytes) }
    }

    func bind(_ index: Int32, _ bytes: [UInt8]?) {
        if let bytes { bind(index, bytes) } else { bindNull(index) }
    }

    /// Binds 16 bytes, the most significant first.
    func bind(_ index: Int32, _ value: UInt128) {
        withUnsafeBytes(of: value.bigEndian) { bytes in bindBlob(index, bytes) }
    }

    private func bindBlob(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
        note(skill_split_bind_blob(handle, index, bytes.baseAddress, UInt64(bytes.count)))
    }

    /// Binds a blob without a copy; `bytes` must outlive the next ``run()``.
    func bindBorrowed(_ index: Int32, blob bytes: UnsafeBufferPointer<UInt8>) {
        note(skill_split_borrow_blob(handle, index, bytes.baseAddress, UInt64(bytes.count)))
    }

    /// Binds bytes as text without a copy; `bytes` must outlive the next ``run()``.
    func bindBorrowed(_ index: Int32, text bytes: UnsafeBufferPointer<UInt8>) {
        note(skill_split_borrow_text(handle, index, bytes.baseAddress, UInt64(bytes.count)))
    }

    private func note(_ code: Int32) {
        if code != SQLITE_OK, refusal == SQLITE_OK { refusal = code }
    }

    // MARK: Stepping

    /// Moves to the next row; `false` after the last one, with the statement reset.
    func step() throws(SkillSplitError) -> Bool {
        guard refusal == SQLITE_OK else {
            let code = refusal
            refusal = SQLITE_OK
            throw context.error(code, on: sqlite3_db_handle(handle))
        }
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else {
            let error = context.error(code, on: sqlite3_db_handle(handle))
            sqlite3_reset(handle)
            throw error
        }
        sqlite3_reset(handle)
        return false
    }

    /// Runs a statement whose rows do not matter.
    func run() throws(SkillSplitError) {
        while try step() {}
    }

    /// Ends the reading of rows early; a statement that is left open keeps its view of the database alive.
    func reset() {
        sqlite3_reset(handle)
    }

    /// Runs `body` on each row.
    func forEachRow(_ body: (Statement) throws(SkillSplitError) -> Void) throws(SkillSplitError) {
        defer { reset() }
        while try step() { try body(self) }
    }

    /// The value of `body` on the first row; `nil` without one.
    func firstRow<T>(_ body: (Statement) throws(SkillSplitError) -> T) throws(SkillSplitError) -> T? {
        defer { reset() }
        return try step() ? try body(self) : nil
    }

    // MARK: Columns of the current row, from 0

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func int64(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    func int(_ column: Int32) -> Int {
        Int(sqlite3_column_int64(handle, column))
    }

    func double(_ column: Int32) -> Double {
        sqlite3_column_double(handle, column)
    }

    /// Text, with what is not UTF-8 replaced.
    func text(_ column: Int32) -> String {
        withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        withBytes(column) { Array($0) }
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }

    /// The first 16 bytes of a blob, the most significant first; 0 for a shorter one.
    func uint128(_ column: Int32) -> UInt128 {
        withBytes(column) { bytes in
            bytes.count < 16 ? 0 : UInt128(bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(as: UInt128.self))
        }
    }

    /// Runs `body` on the bytes of a blob or text, which are valid until it returns.
    func withBytes<T>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
        // `sqlite3_column_blob` leaves text as it is stored, so it serves both.
        let base = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return body(UnsafeBufferPointer(start: base?.assumingMemoryBound(to: UInt8.self), count: count))
    }
}
