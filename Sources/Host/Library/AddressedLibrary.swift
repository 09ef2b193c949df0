/// A library whose URL does not say which one it is: `supabase:` leads to the project that the environment names.
public protocol AddressedLibrary: LibrarySession {
    /// The same for every session of the same library, and of no other one.
    nonisolated var address: String { get }
}
