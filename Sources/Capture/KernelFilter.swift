import BPF
import Packets

/// Programs that a packet socket runs (`linux/filter.h`, socket(7) `SO_ATTACH_FILTER`).
enum KernelFilter {
  /// Which copies of a packet a socket is to refuse before the filter sees them.
  struct Refusals: Equatable {
    /// Packets this machine sends.
    var outgoing = false
    /// Packets this machine receives.
    var incoming = false
    /// What goes out on the loopback with this index, which comes in on it too.
    var echoesOfLoopback: Int32?
    /// Frames going out on CAN devices, whose drivers hand them back as incoming.
    var echoesOfCAN = false
  }

  /// The whole program of a socket: first what is refused whatever the filter says, then the filter; without one, all
  /// packets up to the snapshot length. A filter's jumps are relative, so that it runs at any place.
  static func program(_ filter: BPFProgram?, refusing refusals: Refusals, snapshotLength: Int) -> BPFProgram {
    var instructions: [BPFInstruction] = []
    if refusals.outgoing {
      instructions += [load(BPFAncillary.packetType), unless(PacketType.outgoing, skip: 1), reject]
    }
    if refusals.incoming {
      instructions += [load(BPFAncillary.packetType), when(PacketType.outgoing, skip: 1), reject]
    }
    if let index = refusals.echoesOfLoopback {
      instructions += [
        load(BPFAncillary.packetType), unless(PacketType.outgoing, skip: 3),
        load(BPFAncillary.interfaceIndex), unless(UInt32(bitPattern: index), skip: 1), reject,
      ]
    }
    if refusals.echoesOfCAN {
      instructions += [
        load(BPFAncillary.packetType), unless(PacketType.outgoing, skip: 3),
        load(BPFAncillary.hardwareType), unless(UInt32(HardwareType.can), skip: 1), reject,
      ]
    }
    return BPFProgram(instructions: instructions + (filter?.instructions ?? [accept(snapshotLength)]))
  }

  /// A program made for a cooked header, changed for a socket that has none: what stands in the header becomes
  /// ancillary data, and offsets behind it count from the payload.
  ///
  /// - Returns: `nil` when it reads a part of the header that the kernel has no ancillary data for.
  static func withoutCookedHeader(_ program: BPFProgram, linkType: LinkType) -> BPFProgram? {
    let header = CookedHeader(linkType: linkType)
    var instructions = program.instructions
    for index in instructions.indices where instructions[index].readsPacket {
      let offset = instructions[index].k
      if offset >= BPFAncillary.base { continue }
      if offset >= UInt32(header.length) {
        instructions[index].k = offset - UInt32(header.length)
      } else if let ancillary = header.ancillary(at: offset) {
        instructions[index].k = ancillary
      } else {
        return nil
      }
    }
    return BPFProgram(instructions: instructions)
  }

  /// A filter that holds for no packet.
  static let nothing = BPFProgram(instructions: [reject])

  private static let reject = BPFInstruction(code: BPFOpcode.returnConstant, k: 0)

  private static func accept(_ count: Int) -> BPFInstruction {
    BPFInstruction(code: BPFOpcode.returnConstant, k: UInt32(clamping: count))
  }

  private static func load(_ ancillary: UInt32) -> BPFInstruction {
    BPFInstruction(code: BPFOpcode.loadWord, k: ancillary)
  }

  private static func when(_ value: UInt32, skip: UInt8) -> BPFInstruction {
    BPFInstruction(code: BPFOpcode.jumpEqual, jt: skip, jf: 0, k: value)
  }

  private static func unless(_ value: UInt32, skip: UInt8) -> BPFInstruction {
    BPFInstruction(code: BPFOpcode.jumpEqual, jt: 0, jf: skip, k: value)
  }
}

extension BPFInstruction {
  /// Whether it reads the packet at an offset: a load (class LD or LDX) in mode ABS, IND or MSH.
  fileprivate var readsPacket: Bool { code & 0x07 <= 1 && [0x20, 0x40, 0xa0].contains(code & 0xe0) }
}
