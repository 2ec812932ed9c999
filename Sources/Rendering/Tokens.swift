import Bytes

/// Names for some of the values that a field may have.
struct Tokens: Sendable {
  /// Names of values below this are found by their place, the others by a search.
  private static let small = 256

  private var near: [StaticString?] = []
  /// The others, in rising order.
  private var far: [(value: UInt32, name: StaticString)] = []

  /// Names of values, each given once, in any order.
  init(_ names: KeyValuePairs<UInt32, StaticString>) { self.init(Array(names)) }

  /// The same of a list.
  init(_ names: [(key: UInt32, value: StaticString)]) {
    // No dictionary: making the first of a kind takes the time of printing a hundred lines.
    var count = 0
    for (value, _) in names where value < Self.small { count = max(count, Int(value) + 1) }
    near = [StaticString?](repeating: nil, count: count)
    for (value, name) in names {
      if value < Self.small { near[Int(value)] = name } else { far.append((value, name)) }
    }
    far.sort { $0.value < $1.value }
  }

  /// The name of a value.
  subscript<T: FixedWidthInteger & UnsignedInteger>(value: T) -> StaticString? {
    if value < near.count { return near[Int(value)] }
    guard !far.isEmpty, value <= UInt32.max else { return nil }
    var range = 0..<far.count
    while range.count > 1 {
      let middle = range.lowerBound + range.count / 2
      range = far[middle].value <= value ? middle..<range.upperBound : range.lowerBound..<middle
    }
    let found = far[range.lowerBound]
    return found.value == value ? found.name : nil
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
