import Foundation
import Testing

@testable import SkillSplitEngine

@Suite(.timeLimit(.minutes(1))) struct ParserDesksTests {
    private let desks = ParserDesks()

    private func text(of work: ParserDesks.Work, capacity: Int = ParserDesks.textCapacity) -> [UInt8]? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
            buffer.initialize(repeating: 0)
            return desks.copyText(of: work, to: buffer).map { buffer[..<$0].map(UInt8.init(bitPattern:)) }
        }
    }

    @Test(arguments: [1, 7, 8, 9, 300, ParserDesks.textCapacity])
    func givesBackWhatWasNoted(length: Int) throws {
        let desk = try #require(desks.take())
        #expect(desks.ofThisThread == nil, "nothing was begun")
        var noted = (0..<length).map { UInt8(truncatingIfNeeded: 7 * $0 + 200) }
        desks.begin(noted, at: desk)
        let work = try #require(desks.ofThisThread)
        #expect(text(of: work) == noted)
        #expect(text(of: work, capacity: length - 1) == nil, "no room")
        desks.setStage(.parsing, at: desk)
        noted[0] = Quarantine.Stage.parsing.rawValue
        #expect(text(of: work) == noted)
        #expect(desks.first(startedBefore: work.started) == nil)
        #expect(desks.first(startedBefore: work.started + 1)?.desk == desk)
        desks.end(at: desk)
        #expect(desks.ofThisThread == nil)
        desks.leave(desk)
    }

    @Test func tellsTheNextFileFromTheOneThatWasAskedFor() throws {
        let desk = try #require(desks.take())
        desks.begin([1], at: desk)
        let first = try #require(desks.ofThisThread)
        desks.end(at: desk)
        #expect(text(of: first) == nil)
        desks.begin([2], at: desk)
        #expect(text(of: first) == nil)
        desks.end(at: desk)
        desks.leave(desk)
    }

    @Test func aTextThatIsTooLongIsNotNoted() throws {
        let desk = try #require(desks.take())
        desks.begin([UInt8](repeating: 1, count: ParserDesks.textCapacity + 1), at: desk)
        #expect(desks.ofThisThread == nil)
        desks.leave(desk)
    }

    /// One thread goes from file to file while another reads: what that takes for a text is never made of two.
    @Test func aTextIsOfOneFile() async {
        let writer = Task { [desks] in
            guard let desk = desks.take() else { return }
            var file: UInt8 = 0
            while !Task.isCancelled {
                file &+= 1
                desks.begin([UInt8](repeating: file, count: 20 + Int(file)), at: desk)
                // Some stay for long enough to be read, and some while they are.
                if file.isMultiple(of: 4) { usleep(UInt32(file)) }
                desks.end(at: desk)
            }
            desks.leave(desk)
        }
        var count = 0
        while count < 200 {
            guard let work = desks.first(startedBefore: .max), let text = text(of: work) else {
                await Task.yield()
                continue
            }
            #expect(Set(text).count == 1 && text.count == 20 + Int(text[0]))
            count += 1
        }
        writer.cancel()
        await writer.value
    }
}
