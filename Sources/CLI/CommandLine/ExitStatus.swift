/// How a command ends; part of the interface, so numbers never change their meaning.
enum ExitStatus: Int32, Error {
    case success = 0
    /// The command could not do its work; the error says why.
    case failure = 1
    /// The command did its work, and something is to be said: files that failed, differences, findings.
    case findings = 2
    /// The arguments are wrong; as `EX_USAGE` of sysexits.h.
    case usage = 64
}
