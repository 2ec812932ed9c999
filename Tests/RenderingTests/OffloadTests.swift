import Bytes
import Packets
import Rendering
import Testing

@Suite struct `Checksums that a device is to compute` {
  /// The line of a packet of which the kernel says something.
  private func line(_ bytes: [UInt8], _ state: ChecksumState) -> String {
    var options = RenderOptions()
    options.timestampStyle = .none
    options.verbosity = 2
    var renderer = LineRenderer(options: options)
    var out = TextBuffer()
    var packet = CapturedPacket(
      timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: bytes.count, linkType: .ipv4,
      bytes: bytes.span.bytes)
    packet.checksumState = state
    renderer.render(packet, number: 1, into: &out)
    return String(decoding: out.copy(), as: UTF8.self)
  }

  private let segment = tcp(1000, 2000, [1, 2, 3, 4])
  private let datagram = ipv4(17, big16(1000) + big16(2000) + big16(12) + [0x12, 0x34] + [1, 2, 3, 4])

  @Test(arguments: [ChecksumState.notComputed, .segmentedLater])
  func `are not called incorrect`(state: ChecksumState) {
    #expect(line(segment, state).contains("Flags [P.], cksum not yet computed (offload), seq"))
    #expect(line(datagram, state).contains("[udp cksum not yet computed (offload)] UDP"))
  }

  @Test(arguments: [ChecksumState.unknown, .good])
  func `are told as they are where nothing is said of them`(state: ChecksumState) {
    #expect(line(segment, state).contains(", cksum 0x0000 (incorrect -> 0x"))
    #expect(line(datagram, state).contains("[bad udp cksum 0x1234 -> 0x"))
  }
}
