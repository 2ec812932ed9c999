internal import System

/// What the process that captures tells the one that decodes.
enum DecoderRequest: Equatable {
  /// There are more packets in the memory.
  case block
  /// The memory is full: what it holds of packets that are printed is to be remembered elsewhere, and forgotten there.
  case remember
  /// Nothing more comes; whether somebody interrupted it, and how many packets were lost behind the last, and how many are
  /// not to be printed.
  case end(isInterrupted: Bool, lost: Int, unprinted: Int)

  var bytes: [UInt8] {
    switch self {
    case .block: [1]
    case .remember: [3]
    case .end(let isInterrupted, let lost, let unprinted):
      [2, isInterrupted ? 1 : 0] + Self.bytes(of: lost) + Self.bytes(of: unprinted)
    }
  }

  private static func bytes(of number: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

  init?(_ bytes: [UInt8]) {
    switch (bytes.first, bytes.count) {
    case (1, 1): self = .block
    case (3, 1): self = .remember
    case (2, 18):
      self = .end(
        isInterrupted: bytes[1] == 1, lost: Self.number(bytes[2..<10]), unprinted: Self.number(bytes[10...]))
    default: return nil
    }
  }
}

/// What it says when that is done: why lines cannot be written any more, if so.
struct DecoderAnswer: Equatable {
  var failure: SystemCallError?

  init(failure: SystemCallError?) { self.failure = failure }

  var bytes: [UInt8] {
    let code = failure?.code ?? 0
    return (0..<4).map { UInt8(truncatingIfNeeded: code >> (8 * $0)) }
  }

  init(_ bytes: [UInt8]) {
    let code = bytes.prefix(4).reversed().reduce(Int32(0)) { $0 << 8 | Int32($1) }
    failure = code == 0 ? nil : SystemCallError("write", code: code)
  }
}
