internal import CLinux
internal import Glibc

/// Hears of network devices that appear, change or vanish, and lists them (rtnetlink(7)).
///
/// What it opens is of the network namespace that the thread was in then, and needs no privilege.
struct LinkMonitor: ~Copyable {
  /// Can be read when there is news.
  let descriptor: Int32
  private let query: Int32

  /// The most devices that are listed.
  private static let mostLinks = 1 << 16
  /// How often a list is asked for that changes meanwhile.
  private static let attempts = 10

  /// Begins to listen.
  ///
  /// - Throws: `CaptureError` when there is no descriptor left.
  init() throws(CaptureError) {
    let (watch, query) = (clinux_links_watch(), clinux_links_open())
    guard watch >= 0, query >= 0 else {
      if watch >= 0 { close(watch) }
      if query >= 0 { close(query) }
      throw CaptureError(.failed, .listInterfaces, code: -min(watch, query), interface: "")
    }
    descriptor = watch
    self.query = query
  }

  deinit {
    close(descriptor)
    close(query)
  }

  /// Whether there was news since this was last asked.
  func hasNews() -> Bool { clinux_links_changed(descriptor) }

  /// All devices in the kernel's order.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  func links() throws(CaptureError) -> [NetworkLink] {
    var capacity = 128
    var code: Int32 = EAGAIN
    for _ in 0..<Self.attempts {
      var count: Int32 = 0
      let list = unsafe [clinux_link](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        // SAFETY: the shim fills at most as many as there is room for.
        count = unsafe clinux_links_list(query, buffer.baseAddress, Int32(buffer.count))
        initialized = min(max(Int(count), 0), capacity)
      }
      if count >= 0, count <= capacity { return list.map(NetworkLink.init) }
      if count >= 0 {
        guard count <= Self.mostLinks else { break }
        capacity = Int(count) * 2
        continue
      }
      code = -count
      guard code == EAGAIN else { break }
    }
    throw CaptureError(.failed, .listInterfaces, code: code, interface: "")
  }
}

extension NetworkLink {
  fileprivate init(_ link: clinux_link) {
    index = link.index
    isUp = link.flags & UInt32(IFF_UP) != 0
    // SAFETY: the shim ends every name with a zero within its room.
    name = unsafe withUnsafeBytes(of: link.name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
