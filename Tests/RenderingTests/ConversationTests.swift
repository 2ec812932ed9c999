import Bytes
import Packets
import Rendering
import Testing

@Suite("Relative sequence numbers")
struct ConversationTests {
  /// A segment without payload over IPv4 with a wrong checksum, which nobody looks at here.
  private func segment(
    from source: (host: UInt8, port: UInt16), to destination: (host: UInt8, port: UInt16), sequence: UInt32,
    acknowledgment: UInt32, flags: UInt8
  ) -> [UInt8] {
    var bytes: [UInt8] = [0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, source.host, 10, 0, 0, destination.host]
    for port in [source.port, destination.port] { bytes += [UInt8(port >> 8), UInt8(port & 0xff)] }
    for number in [sequence, acknowledgment] {
      bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    return bytes + [0x50, flags, 1, 0, 0, 0, 0, 0]
  }

  private func line(_ bytes: [UInt8], _ renderer: inout LineRenderer) -> String {
    var out = TextBuffer()
    renderer.render(
      CapturedPacket(
        timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: bytes.count, linkType: .ipv4,
        bytes: bytes.span.bytes),
      number: 1, into: &out)
    return String(decoding: out.copy(), as: UTF8.self)
  }

  private func options(remembering count: Int = 65_536) -> RenderOptions {
    var options = RenderOptions()
    options.timestampStyle = .none
    options.verbosity = 2
    options.skipsChecksums = true
    options.rememberedConnections = count
    return options
  }

  private func numbers(_ line: String) -> String {
    line.matches(of: /(seq|ack) [0-9]+/).map { String($0.output.0) }.joined(separator: " ")
  }

  @Test("both sides count from their first number")
  func bothSides() {
    var renderer = LineRenderer(options: options())
    let client = (host: UInt8(1), port: UInt16(40_000)), server = (host: UInt8(2), port: UInt16(80))
    let syn = segment(from: client, to: server, sequence: 1000, acknowledgment: 0, flags: 0x02)
    #expect(numbers(line(syn, &renderer)) == "seq 1000")
    let answer = segment(from: server, to: client, sequence: 9000, acknowledgment: 1001, flags: 0x12)
    #expect(numbers(line(answer, &renderer)) == "seq 9000 ack 1001")
    let first = segment(from: client, to: server, sequence: 1001, acknowledgment: 9001, flags: 0x10)
    #expect(numbers(line(first, &renderer)) == "seq 1 ack 1")
    let back = segment(from: server, to: client, sequence: 9001, acknowledgment: 1051, flags: 0x10)
    #expect(numbers(line(back, &renderer)) == "seq 1 ack 51")
  }

  @Test("a connection seen from its middle counts from the first segment seen")
  func midStream() {
    var renderer = LineRenderer(options: options())
    let a = (host: UInt8(1), port: UInt16(1000)), b = (host: UInt8(2), port: UInt16(2000))
    let first = segment(from: a, to: b, sequence: 500, acknowledgment: 700, flags: 0x10)
    #expect(numbers(line(first, &renderer)) == "seq 500 ack 700")
    let second = segment(from: b, to: a, sequence: 700, acknowledgment: 510, flags: 0x10)
    #expect(numbers(line(second, &renderer)) == "seq 1 ack 10")
  }

  @Test("numbers wrap around")
  func wrap() {
    var renderer = LineRenderer(options: options())
    let a = (host: UInt8(1), port: UInt16(1000)), b = (host: UInt8(2), port: UInt16(2000))
    _ = line(segment(from: a, to: b, sequence: 0xffff_fff0, acknowledgment: 1, flags: 0x10), &renderer)
    let later = segment(from: a, to: b, sequence: 0x10, acknowledgment: 1, flags: 0x10)
    #expect(numbers(line(later, &renderer)) == "seq 32 ack 1")
  }

  @Test("the connection unused longest is forgotten first")
  func bounded() {
    var renderer = LineRenderer(options: options(remembering: 2))
    let server = (host: UInt8(9), port: UInt16(80))
    func send(_ host: UInt8, _ sequence: UInt32) -> String {
      let bytes = segment(
        from: (host: host, port: 5000), to: server, sequence: sequence, acknowledgment: 1, flags: 0x10)
      return numbers(line(bytes, &renderer))
    }
    #expect(send(1, 100) == "seq 100 ack 1")
    #expect(send(2, 200) == "seq 200 ack 1")
    #expect(send(1, 101) == "seq 1 ack 1")
    #expect(send(3, 300) == "seq 300 ack 1")
    #expect(send(1, 102) == "seq 2 ack 1")
    #expect(send(2, 203) == "seq 203 ack 1")
  }

  @Test("a connection in use is not forgotten, however many others there are")
  func inUse() {
    var renderer = LineRenderer(options: options(remembering: 32))
    let server = (host: UInt8(251), port: UInt16(80))
    for number in 0..<250 {
      let other = segment(
        from: (host: UInt8(number), port: 1024), to: server, sequence: 5, acknowledgment: 1, flags: 0x10)
      #expect(numbers(line(other, &renderer)) == "seq 5 ack 1")
      guard number % 20 == 0 else { continue }
      let kept = segment(
        from: (host: 250, port: 1), to: server, sequence: UInt32(9 + number), acknowledgment: 1, flags: 0x10)
      #expect(numbers(line(kept, &renderer)) == (number == 0 ? "seq 9 ack 1" : "seq \(number) ack 1"))
    }
  }

  @Test("as many connections as asked for are remembered, however they hash")
  func many() {
    var renderer = LineRenderer(options: options(remembering: 3000))
    for round in 0..<2 {
      for number in 0..<3000 {
        let client = (host: UInt8(number % 250), port: UInt16(1024 + number))
        let bytes = segment(
          from: client, to: (host: 251, port: 80), sequence: UInt32(7 + round), acknowledgment: 3, flags: 0x10)
        #expect(numbers(line(bytes, &renderer)) == (round == 0 ? "seq 7 ack 3" : "seq 1 ack 1"))
      }
    }
  }
}
