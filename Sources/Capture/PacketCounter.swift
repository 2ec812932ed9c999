package import BPF
internal import CLinux
internal import Glibc

/// Counts packets that a program takes, on a socket of its own that nobody reads.
///
/// The kernel counts what it has no room for as well: the room is as small as can be, so that packets are not copied.
package struct PacketCounter: ~Copyable {
  private let socket: PacketSocket
  private let index: Int32

  /// A counter that runs.
  ///
  /// - Parameters:
  ///   - program: takes the packets to be counted.
  ///   - index: the number of the device, 0 for all.
  /// - Throws: `CaptureError` when the kernel does not let it.
  init(_ program: BPFProgram, isCooked: Bool, interface: String, index: Int32) throws(CaptureError) {
    let socket = try PacketSocket(isCooked: isCooked, interface: interface)
    _ = socket.set(SO_RCVBUF, level: SOL_SOCKET, to: Int32(0))
    let code = socket.attach(program)
    guard code == 0 else { throw CaptureError(.failed, .attachFilter, code: code, interface: interface) }
    try socket.bind(toInterface: index)
    self.socket = socket
    self.index = index
  }

  /// A counter of what a program takes that was made for the packets as they are handed on; `nil` when the kernel does not
  /// count by it.
  ///
  /// - Parameter program: made for the kernel's layout.
  package init?(of program: BPFProgram, on device: CaptureDevice, _ interface: String) {
    var program = program
    if device.layer.isCooked {
      guard let moved = KernelFilter.withoutCookedHeader(program, linkType: device.linkType) else { return nil }
      program = moved
    }
    do throws(CaptureError) {
      try self.init(
        KernelFilter.program(program, refusing: device.refusals, snapshotLength: 1), isCooked: device.layer.isCooked,
        interface: interface, index: device.index)
    } catch {
      return nil
    }
  }

  /// Counts nothing more.
  package func stop() { clinux_silence_packet(socket.descriptor, index) }

  /// How many there were since it was last read; `nil` when the kernel does not tell.
  package func read() -> Int? { socket.get(PACKET_STATISTICS, into: tpacket_stats()).map { Int($0.tp_packets) } }
}
