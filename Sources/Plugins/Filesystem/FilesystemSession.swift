public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An export that is under way, or a look at a target that writes nothing.
public actor FilesystemSession: SinkSession {
    private var writer: TargetWriter?
    private let path: String

    init(lookingAt path: String) {
        self.path = path
        writer = nil
    }

    init(writingTo path: String, options: FilesystemSink.Options) throws(SkillSplitError) {
        self.path = path
        do throws(TargetFailure) {
            writer = try TargetWriter(path, options: options)
        } catch {
            throw error.error
        }
    }

    public func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        guard let writer else {
            throw SkillSplitError(
                .usage,
                "the session that looks at '\(path)' cannot write",
                remedy: "Open the sink for writing."
            )
        }
        var outcomes: [WriteOutcome] = []
        for record in batch {
            do throws(TargetFailure) {
                outcomes.append(try writer.stage(record))
            } catch {
                guard error.isAboutOnePath else { throw error.error }
                outcomes.append(.rejected(error.error))
            }
        }
        return WriteResult(outcomes)
    }

    public func commit() async throws(SkillSplitError) {
        do throws(TargetFailure) {
            try writer?.commit()
        } catch {
            throw error.error
        }
    }

    public func rollback() async {
        writer?.rollback()
    }

    public func finish() async throws(SkillSplitError) {
        do throws(TargetFailure) {
            try writer?.finish()
        } catch {
            throw error.error
        }
        writer = nil
    }
}
