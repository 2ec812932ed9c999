// SAFETY: a buffer is the only owner of its memory, which has no ties to a thread.
extension WriteBuffer: @unchecked Sendable {}
