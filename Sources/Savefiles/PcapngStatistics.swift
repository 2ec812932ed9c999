internal import Bytes
internal import Packets
internal import System

/// What an interface statistics block tells (draft-ietf-opsawg-pcapng section 4.6).
public struct PcapngStatistics: Equatable, Sendable {
  /// Packets that passed the filter, those dropped later included.
  public var received: UInt64
  /// Packets lost for lack of room.
  public var droppedByKernel: UInt64
  /// Packets that the interface lost.
  public var droppedByInterface: UInt64

  /// Counts since the capture began.
  public init(received: UInt64, droppedByKernel: UInt64, droppedByInterface: UInt64) {
    self.received = received
    self.droppedByKernel = droppedByKernel
    self.droppedByInterface = droppedByInterface
  }

  /// The block with the counts of an interface, from the first packet to the last.
  ///
  /// - Parameter interface: its number in the section.
  func block(_ interface: UInt32, _ times: (first: Timestamp, last: Timestamp)?, _ order: ByteOrder) -> [UInt8] {
    var block = PcapngBlockBytes(.interfaceStatistics, order)
    let now = times?.last ?? Timestamp(seconds: WallClock.seconds, nanoseconds: 0)
    block.append(interface)
    block.append(UInt32(truncatingIfNeeded: now.ticks >> 32))
    block.append(UInt32(truncatingIfNeeded: now.ticks))
    var options: [PcapngOption] = []
    for (code, time) in [(UInt16(2), times?.first), (3, times?.last)] {
      guard let time else { continue }
      var value: [UInt8] = []
      value.append(UInt32(truncatingIfNeeded: time.ticks >> 32), order)
      value.append(UInt32(truncatingIfNeeded: time.ticks), order)
      options.append(PcapngOption(code, value))
    }
    options.append(PcapngOption(4, integer: received, order))
    options.append(PcapngOption(5, integer: droppedByInterface, order))
    options.append(PcapngOption(7, integer: droppedByKernel, order))
    block.append(options)
    return block.finished()
  }
}

extension Timestamp {
  /// Nanoseconds since the epoch, as far as 64 bits hold them.
  var ticks: UInt64 {
    UInt64(bitPattern: seconds) &* 1_000_000_000 &+ UInt64(bitPattern: nanoseconds)
  }
}
