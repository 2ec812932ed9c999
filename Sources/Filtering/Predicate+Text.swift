extension Predicate: CustomStringConvertible {
  /// The predicate as text: `([12:2] = 0x800 and [23] = 6)`.
  var description: String {
    switch self {
    case .test(let test): test.description
    case .store(let slot, let value): "\(slot) := \(value)"
    case .not(let inner): "not \(inner)"
    case .all(let parts): "(" + parts.map(\.description).joined(separator: " and ") + ")"
    case .any(let parts): "(" + parts.map(\.description).joined(separator: " or ") + ")"
    }
  }
}

extension Comparison: CustomStringConvertible {
  var description: String {
    switch operation {
    case .equal: "\(left) = \(right)"
    case .greater: "\(left) > \(right)"
    case .greaterOrEqual: "\(left) >= \(right)"
    case .anySet: "\(left) & \(right) != 0"
    }
  }
}

extension Value: CustomStringConvertible {
  var description: String {
    switch self {
    case .constant(let value): value < 10 ? "\(value)" : "0x" + String(value, radix: 16)
    case .length: "len"
    case .load(let size, let base, let offset):
      "[" + (base.map { "\($0) + " } ?? "") + "\(Int32(bitPattern: offset))"
        + (size == .byte ? "]" : ":\(size.rawValue)]")
    case .headerLength(let offset): "4*([\(offset)]&0xf)"
    case .operation(let operation, let a, let b): "(\(a) \(operation.rawValue) \(b))"
    case .negated(let inner): "-\(inner)"
    case .slot(let slot): "\(slot)"
    case .chain(let chain): "last protocol of ip\(chain.isIPv6 ? "6" : "") at \(chain.networkOffset)"
    }
  }
}

extension Slot: CustomStringConvertible {
  var description: String {
    switch self {
    case .linkHeader: "link"
    case .linkPayload: "payload"
    case .tunnel(let number): "t\(number)"
    case .empty: "nothing"
    }
  }
}
