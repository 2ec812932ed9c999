import Bytes

/// Names for some of the values that a field may have.
struct Tokens: Sendable {
  /// Names of values below this are found by their place, the others by a search.
  private static let small = 256

  private var near: [StaticString?] = []
  private var far: [UInt32: StaticString] = [:]

  init(_ names: [UInt32: StaticString]) {
    let last = names.keys.filter { $0 < Self.small }.max()
    near = [StaticString?](repeating: nil, count: last.map { Int($0) + 1 } ?? 0)
    for (value, name) in names {
      if value < Self.small { near[Int(value)] = name } else { far[value] = name }
    }
  }

  /// The name of a value.
  subscript<T: FixedWidthInteger & UnsignedInteger>(value: T) -> StaticString? {
    if value < near.count { return near[Int(value)] }
    guard !far.isEmpty, value <= UInt32.max else { return nil }
    return far[UInt32(truncatingIfNeeded: value)]
  }
}

/// Names for the bits of a field, in the order in which they are told.
struct BitTokens: Sendable {
  private let names: [(mask: UInt32, name: StaticString)]

  init(_ names: [(UInt32, StaticString)]) { self.names = names.map { (mask: $0.0, name: $0.1) } }

  /// Appends the names of the bits that are set, or `none` when there are none of them; of several bits with one name
  /// all have to be.
  func append(_ value: UInt32, none: StaticString, separator: StaticString = ", ", to out: inout TextBuffer) {
    var isFirst = true
    for (mask, name) in names where value & mask == mask {
      if !isFirst { out.append(separator) }
      out.append(name)
      isFirst = false
    }
    if isFirst { out.append(none) }
  }
}

extension TextBuffer {
  /// Appends the name of a value, or a prefix and the value in decimal when it has none.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(
    _ value: T, named tokens: Tokens, orElse prefix: StaticString
  ) {
    if let name = tokens[value] { return append(name) }
    append(prefix)
    append(value)
  }

  /// Appends a number in parentheses behind its name.
  mutating func append<T: FixedWidthInteger & UnsignedInteger>(parenthesized value: T) {
    append(" (")
    append(value)
    append(")")
  }
}
