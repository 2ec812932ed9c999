import Glibc
import Packets
import SniffTool

// The program, with a decoder that some packets crash or keep busy for ever: those from the UDP ports 6666 and 6667.

func port(_ bytes: RawSpan) -> UInt16? {
  // Ethernet, IPv4 without options, UDP.
  guard bytes.byteCount >= 36 else { return nil }
  return bytes.withUnsafeBytes { bytes in
    guard bytes[12] == 8, bytes[13] == 0, bytes[14] == 0x45, bytes[23] == 17 else { return nil }
    return UInt16(bytes[34]) << 8 | UInt16(bytes[35])
  }
}

exit(
  SniffTool.run(Array(CommandLine.arguments.dropFirst())) { packet in
    switch port(packet.bytes) {
    case 6666: abort()
    case 6667: while true { sched_yield() }
    default: break
    }
  })
