/// Work on many values, on as many threads as the system gives.
enum ConcurrentMap {
    /// More slices than most machines have cores, so that a long one does not keep all others waiting.
    private static let sliceCount = 16

    /// What `transform` makes of each of `inputs`, in their order.
    static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input],
        _ transform: @escaping @Sendable (Input) -> Output
    ) async -> [Output] {
        let size = max(1, (inputs.count + sliceCount - 1) / sliceCount)
        return await withTaskGroup(of: (Int, [Output]).self) { group in
            var outputs: [[Output]] = []
            for start in stride(from: 0, to: inputs.count, by: size) {
                let slice = inputs[start..<min(start + size, inputs.count)]
                group.addTask { (start / size, slice.map(transform)) }
                outputs.append([])
            }
            for await (index, output) in group { outputs[index] = output }
            return outputs.flatMap { $0 }
        }
    }
}
