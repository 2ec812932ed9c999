/// What goes to a helper process, a message each: a letter for what is wanted, and what it is about.
enum HelperRequest: Equatable {
  case create(String)
  case rename(String, String)
  case remove(String)
  case run(String)
  /// A number for the answer, and the bytes of an address: 4, 16, or 6 for one of a station.
  case nameAddress(UInt32, [UInt8])

  /// Bytes of a message at most: two paths.
  static let capacity = 2 * 4096 + 16

  /// The message.
  var bytes: [UInt8] {
    switch self {
    case .create(let path): [UInt8(ascii: "c")] + path.utf8
    case .rename(let path, let newPath): [UInt8(ascii: "m")] + path.utf8 + [0] + newPath.utf8
    case .remove(let path): [UInt8(ascii: "d")] + path.utf8
    case .run(let path): [UInt8(ascii: "x")] + path.utf8
    case .nameAddress(let number, let address): [UInt8(ascii: "n")] + HelperNumber.bytes(number) + address
    }
  }

  /// The request that a message is; `nil` when it is none.
  init?(_ message: ArraySlice<UInt8>) {
    let rest = message.dropFirst()
    func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    switch message.first {
    case UInt8(ascii: "c"): self = .create(text(rest))
    case UInt8(ascii: "d"): self = .remove(text(rest))
    case UInt8(ascii: "x"): self = .run(text(rest))
    case UInt8(ascii: "m"):
      let paths = rest.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      guard paths.count == 2 else { return nil }
      self = .rename(text(paths[0]), text(paths[1]))
    case UInt8(ascii: "n"):
      guard let number = HelperNumber.number(rest) else { return nil }
      self = .nameAddress(number, Array(rest.dropFirst(4)))
    default: return nil
    }
  }
}

/// What comes from a helper process.
enum HelperAnswer: Equatable {
  /// What was asked for is done, with an error number or 0; a descriptor may come with it.
  case done(UInt32, process: UInt32)
  /// A program that was run has ended, with what wait(2) says of it.
  case ended(process: UInt32, status: UInt32)
  /// The name of an address; `nil` when it has none.
  case name(UInt32, String?)

  /// The message.
  var bytes: [UInt8] {
    switch self {
    case .done(let code, let process):
      [UInt8(ascii: "r")] + HelperNumber.bytes(code) + HelperNumber.bytes(process)
    case .ended(let process, let status):
      [UInt8(ascii: "e")] + HelperNumber.bytes(process) + HelperNumber.bytes(status)
    case .name(let number, let name):
      [UInt8(ascii: "n")] + HelperNumber.bytes(number) + (name.map { [1] + Array($0.utf8) } ?? [])
    }
  }

  /// The answer that a message is; `nil` when it is none.
  init?(_ message: ArraySlice<UInt8>) {
    let rest = message.dropFirst()
    guard let first = HelperNumber.number(rest) else { return nil }
    let second = rest.dropFirst(4)
    switch message.first {
    case UInt8(ascii: "r"):
      guard let process = HelperNumber.number(second) else { return nil }
      self = .done(first, process: process)
    case UInt8(ascii: "e"):
      guard let status = HelperNumber.number(second) else { return nil }
      self = .ended(process: first, status: status)
    case UInt8(ascii: "n"):
      self = .name(first, second.isEmpty ? nil : String(decoding: second.dropFirst(), as: UTF8.self))
    default: return nil
    }
  }
}

/// A number of 32 bits in a message.
enum HelperNumber {
  /// Its bytes, the lowest first.
  static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// The number at the beginning of some bytes; `nil` when they are too few.
  static func number(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    guard bytes.count >= 4 else { return nil }
    return bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
