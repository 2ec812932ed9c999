internal import CLinux
internal import Glibc

/// A user of the system (passwd(5)).
public struct SystemUser: Equatable, Sendable {
  /// The name.
  public let name: String
  /// The number.
  public let user: UInt32
  /// The number of the user's own group.
  public let group: UInt32

  /// The user of a name; `nil` when there is none.
  public init?(named name: String) {
    // Room for the longest entry that is worth reading.
    let found = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 << 10) { buffer in
      guard let start = buffer.baseAddress else { return nil as (UInt32, UInt32)? }
      var entry = unsafe passwd()
      var result: UnsafeMutablePointer<passwd>?
      // SAFETY: the pointers are used for this call only, the buffer's with its count.
      let code = unsafe getpwnam_r(name, &entry, start, buffer.count, &result)
      return unsafe code == 0 && result != nil ? (entry.pw_uid, entry.pw_gid) : nil
    }
    guard let found else { return nil }
    (self.name, user, group) = (name, found.0, found.1)
  }

  /// Lets the process be this user's, for good.
  ///
  /// - Throws: `SystemCallError` when it may not.
  public func become() throws(SystemCallError) {
    // SAFETY: the C string lives as long as the call.
    let code = unsafe clinux_become(name, user, group)
    guard code == 0 else { throw SystemCallError("setuid", code: code) }
  }

  /// Whether the process is the superuser's, and may become another one's.
  public static var isSuperuser: Bool { getuid() == 0 || geteuid() == 0 }
}
