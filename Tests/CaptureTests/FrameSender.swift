import CLinux
import Glibc

/// Sends frames, as they are, from a device of the calling thread's namespace.
struct FrameSender: ~Copyable {
  private let descriptor: Int32

  init(_ device: String) throws {
    let opened = socket(AF_PACKET, Int32(SOCK_RAW.rawValue), 0)
    guard opened >= 0 else { throw Namespace.Failure(what: "socket: \(errno)") }
    guard clinux_bind_packet(opened, clinux_interface_index(opened, device), 0) == 0 else {
      close(opened)
      throw Namespace.Failure(what: "bind \(device)")
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// Sends one frame whole.
  func send(_ frame: [UInt8]) throws {
    while true {
      let count = frame.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, 0) }
      if count == frame.count { return }
      guard errno == ENOBUFS || errno == EINTR || errno == EAGAIN else {
        throw Namespace.Failure(what: "send: \(errno)")
      }
      usleep(100)
    }
  }
}

/// Frames that tests send.
enum Frames {
  static let addresses: [UInt8] = [0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1]

  /// An Ethernet frame of a number, recognisable by it, with a payload of `size` bytes of a local experimental type.
  static func numbered(_ number: UInt32, size: Int = 60, type: UInt16 = 0x88b5, tags: [UInt8] = []) -> [UInt8] {
    var frame = addresses + tags + [UInt8(type >> 8), UInt8(type & 0xff)]
    withUnsafeBytes(of: number.bigEndian) { frame += $0 }
    while frame.count < 14 + tags.count + size { frame.append(UInt8(truncatingIfNeeded: frame.count)) }
    return frame
  }
}
