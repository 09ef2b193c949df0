/// Carries messages over standard input and output, one on each line.
public struct StandardTransport {
    private let server: MCPServer
    private let input: Int32
    private let output: Int32

    /// - Parameters:
    ///   - server: What answers.
    ///   - input: A descriptor to read requests from.
    ///   - output: A descriptor that gets the answers, and nothing else.
    public init(_ server: MCPServer, input: Int32 = 0, output: Int32 = 1) {
        self.server = server
        self.input = input
        self.output = output
    }

    /// Serves until the input ends or no one reads the output; requests under way are answered first.
    ///
    /// The calling thread waits for input; answers are made on others.
    public func run() async {
        var reader = LineReader(input)
        let exchange = Exchange(server, to: LineWriter(output))
        while await exchange.isOpen, let line = reader.next() {
            await exchange.take(line)
        }
        await exchange.finish()
    }
}
