internal import Glibc
internal import Synchronization

/// The names of network interfaces by their index, each asked for once.
public final class InterfaceNames: Sendable {
  private let known = Mutex<[UInt32: String?]>([:])

  /// The names of this machine's interfaces.
  public init() {}

  /// The name of an interface, `nil` when there is none of this index.
  public func name(of index: UInt32) -> String? {
    known.withLock { known in
      if let name = known[index] { return name }
      let name = Self.find(index)
      known[index] = .some(name)
      return name
    }
  }

  private static func find(_ index: UInt32) -> String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(IF_NAMESIZE)) { buffer in
      // SAFETY: if_indextoname(3) wants IF_NAMESIZE bytes, which the buffer has.
      guard let start = buffer.baseAddress, unsafe if_indextoname(index, start) != nil else { return nil }
      return unsafe String(cString: start)
    }
  }
}
