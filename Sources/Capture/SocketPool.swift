internal import Glibc

/// Packet sockets that receive nothing: made while the process may make them, for interfaces that come later.
///
/// What else a capture asks of a socket needs no right.
struct SocketPool: ~Copyable {
  /// Those that keep link-layer headers, and those that do not.
  private var raw: [Int32] = []
  private var cooked: [Int32] = []

  /// More are closed.
  private static let most = 256

  /// A pool of so many sockets that keep headers, or as many of them as there may be.
  init(_ count: Int) {
    for _ in 0..<count {
      guard let socket = try? PacketSocket.open(isCooked: false, interface: "") else { break }
      raw.append(socket)
    }
  }

  deinit { for descriptor in raw + cooked { close(descriptor) } }

  /// A socket of this kind: one of the pool, else a new one.
  ///
  /// - Throws: `CaptureError` when the pool has none and the process may not make one.
  mutating func take(isCooked: Bool, interface: String) throws(CaptureError) -> PacketSocket {
    guard let descriptor = isCooked ? cooked.popLast() : raw.popLast() else {
      return try PacketSocket(isCooked: isCooked, interface: interface)
    }
    let socket = PacketSocket(reusing: descriptor, interface: interface)
    socket.forget()
    return socket
  }

  /// Takes the socket of an interface that is gone; a negative number is none.
  mutating func put(_ descriptor: Int32, isCooked: Bool) {
    guard descriptor >= 0 else { return }
    guard raw.count + cooked.count < Self.most else {
      close(descriptor)
      return
    }
    if isCooked { cooked.append(descriptor) } else { raw.append(descriptor) }
  }
}
