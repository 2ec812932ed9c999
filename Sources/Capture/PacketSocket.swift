import BPF
internal import CLinux
internal import Glibc

/// Owner of a packet socket (packet(7)); it is closed when the owner goes.
struct PacketSocket: ~Copyable {
  let descriptor: Int32
  /// The device it is for, which errors name.
  let interface: String

  /// Opens a socket that receives nothing before it is bound: its protocol is 0.
  ///
  /// - Parameter isCooked: whether link-layer headers are taken off (`SOCK_DGRAM`).
  init(isCooked: Bool, interface: String) throws(CaptureError) {
    self.init(descriptor: try Self.open(isCooked: isCooked, interface: interface), interface: interface)
  }

  private init(descriptor: Int32, interface: String) {
    self.descriptor = descriptor
    self.interface = interface
  }

  /// Owns a socket that was released before.
  init(reusing descriptor: Int32, interface: String) { self.init(descriptor: descriptor, interface: interface) }

  /// A second descriptor of the socket, which keeps it when this owner goes; negative when there is none left.
  func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }

  /// Takes back what was set for another device: the ring, which nobody has mapped any more, and what concerns packets.
  func forget() {
    _ = set(PACKET_RX_RING, to: tpacket_req3())
    _ = set(PACKET_IGNORE_OUTGOING, to: Int32(0))
    _ = set(PACKET_TIMESTAMP, to: Int32(0))
    _ = pendingError()
  }

  /// Lets a group of sockets share the packets of a device, each of which then goes to one of them: by flow, and to
  /// another one when its ring is full.
  ///
  /// - Parameter group: the number of the group; `nil` for a new one, whose number is then put there.
  func join(_ group: inout UInt16?) throws(CaptureError) {
    let mode = Int32(PACKET_FANOUT_HASH) | PACKET_FANOUT_FLAG_ROLLOVER
    let wanted = Int32(group ?? 0) | (mode | (group == nil ? PACKET_FANOUT_FLAG_UNIQUEID : 0)) << 16
    let code = set(PACKET_FANOUT, to: wanted)
    guard code == 0 else { throw CaptureError(.failed, .joinGroup, code: code, interface: interface) }
    guard group == nil else { return }
    guard let joined = get(PACKET_FANOUT, into: Int32(0)) else {
      throw CaptureError(.failed, .joinGroup, code: errno, interface: interface)
    }
    group = UInt16(truncatingIfNeeded: joined)
  }

  deinit { close(descriptor) }

  /// Opens a socket that whoever calls has to close.
  static func open(isCooked: Bool, interface: String) throws(CaptureError) -> Int32 {
    let kind = Int32((isCooked ? SOCK_DGRAM : SOCK_RAW).rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_PACKET, kind, 0)
    guard descriptor < 0 else { return descriptor }
    let code = errno
    let reason: CaptureError.Reason =
      switch code {
      case EPERM, EACCES: .notPermitted
      case EAFNOSUPPORT: .notSupported
      default: .failed
      }
    throw CaptureError(reason, .openSocket, code: code, interface: interface)
  }

  /// Sets an option; 0, or the error number.
  func set<Value: BitwiseCopyable>(_ option: Int32, level: Int32 = SOL_PACKET, to value: Value) -> Int32 {
    // SAFETY: the kernel reads as many bytes as the value has, during the call.
    unsafe withUnsafeBytes(of: value) {
      unsafe setsockopt(descriptor, level, option, $0.baseAddress, socklen_t($0.count)) == 0 ? 0 : errno
    }
  }

  /// Reads an option into a value of its type; `nil` and `errno` when the kernel refuses.
  func get<Value: BitwiseCopyable>(_ option: Int32, level: Int32 = SOL_PACKET, into initial: Value) -> Value? {
    var value = initial
    var length = socklen_t(MemoryLayout<Value>.size)
    // SAFETY: the kernel writes at most `length` bytes; any bits are a value of the C types used here.
    let status = unsafe withUnsafeMutableBytes(of: &value) {
      unsafe getsockopt(descriptor, level, option, $0.baseAddress, &length)
    }
    return status == 0 ? value : nil
  }

  /// Gives the socket a filter; 0, or the error number.
  func attach(_ program: BPFProgram) -> Int32 {
    guard program.instructions.count <= BPFProgram.maximumLength else { return EINVAL }
    let instructions = program.instructions.map { sock_filter(code: $0.code, jt: $0.jt, jf: $0.jf, k: $0.k) }
    // SAFETY: the kernel copies as many instructions as there are, during the call.
    return unsafe instructions.withUnsafeBufferPointer {
      unsafe clinux_attach_filter(descriptor, $0.baseAddress, UInt16($0.count)) == 0 ? 0 : errno
    }
  }

  /// Begins to receive (`ETH_P_ALL`) from a device, 0 for all.
  ///
  /// - Parameter takesDown: whether the device may be down; packets then come when it is up.
  func bind(toInterface index: Int32, takesDown: Bool = false) throws(CaptureError) {
    guard clinux_bind_packet(descriptor, index, UInt16(ETH_P_ALL)) == 0 else {
      throw failure(binding: errno)
    }
    // A device that is down lets itself be bound, and then leaves an error on the socket.
    let code = pendingError()
    guard code == 0 || code == ENETDOWN && takesDown else { throw failure(binding: code) }
  }

  /// The error waiting on the socket, which this takes off it; 0 for none.
  func pendingError() -> Int32 { get(SO_ERROR, level: SOL_SOCKET, into: Int32(0)) ?? errno }

  private func failure(binding code: Int32) -> CaptureError {
    let reason: CaptureError.Reason =
      switch code {
      case ENETDOWN: .interfaceDown
      case ENODEV, ENXIO: .noSuchInterface
      case EPERM, EACCES: .notPermitted
      default: .failed
      }
    return CaptureError(reason, .bind, code: code, interface: interface)
  }
}
