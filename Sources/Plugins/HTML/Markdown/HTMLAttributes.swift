/// The attributes of a start tag as the parser gives them: names and values in turn, ended by a null.
struct HTMLAttributes {
    private let pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    init(_ pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        self.pointer = pointer
    }

    /// The value of the first attribute called `name`; empty for one without a value, `nil` where there is none.
    subscript(name: String) -> String? {
        guard let pointer else { return nil }
        var index = 0
        while let key = pointer[index] {
            if String(cString: key) == name { return pointer[index + 1].map { String(cString: $0) } ?? "" }
            index += 2
        }
        return nil
    }

    func contains(_ name: String) -> Bool { self[name] != nil }
}
