internal import Glibc

/// The names of ports in services(5), read at once; of several names of a port the first counts.
struct ServiceTable: Sendable {
  private(set) var tcp: [UInt16: String] = [:]
  private(set) var udp: [UInt16: String] = [:]

  /// Reads the table.
  init() {
    setservent(1)
    // SAFETY: an entry and its strings stay until the next call; they are copied before.
    while let entry = unsafe getservent() {
      let port = UInt16(truncatingIfNeeded: unsafe entry.pointee.s_port).bigEndian
      guard let name = unsafe entry.pointee.s_name, let kind = unsafe entry.pointee.s_proto else { continue }
      switch unsafe String(cString: kind) {
      case "tcp": if tcp[port] == nil { tcp[port] = unsafe String(cString: name) }
      case "udp": if udp[port] == nil { udp[port] = unsafe String(cString: name) }
      default: break
      }
    }
    endservent()
  }
}
