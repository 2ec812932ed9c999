import Bytes
import Dissection
import Foundation
import Packets
import Rendering
import Testing

/// A sample capture of ours: one protocol, a handful of packets, made by `make-samples.py`.
///
/// The samples are all classic pcap files, little-endian with microseconds, and read here without the reader under test
/// elsewhere, so that a fault of it cannot hide one of a line.
struct SampleCapture: CustomTestStringConvertible, Sendable {
  struct Packet: Sendable {
    let timestamp: Timestamp
    let originalLength: Int
    let bytes: [UInt8]
  }

  let name: String
  let linkType: LinkType
  let packets: [Packet]

  var testDescription: String { name }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Samples")
  static let goldens = folder.deletingLastPathComponent().appendingPathComponent("Goldens")

  /// All samples, by name.
  static let all: [SampleCapture] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".pcap") }.sorted().compactMap { try? SampleCapture(file: $0) }
  }()

  var path: String { Self.folder.appendingPathComponent(name + ".pcap").path }

  private init(file: String) throws {
    let data = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(file)))
    func number(_ offset: Int) -> Int {
      Int(data[offset]) | Int(data[offset + 1]) << 8 | Int(data[offset + 2]) << 16 | Int(data[offset + 3]) << 24
    }
    name = String(file.dropLast(5))
    linkType = LinkType(rawValue: UInt16(number(20)))
    var packets: [Packet] = []
    var offset = 24
    while offset < data.count {
      let length = number(offset + 8)
      packets.append(
        Packet(
          timestamp: Timestamp(seconds: Int64(number(offset)), nanoseconds: Int64(number(offset + 4)) * 1000),
          originalLength: number(offset + 12), bytes: Array(data[(offset + 16)..<(offset + 16 + length)])))
      offset += 16 + length
    }
    self.packets = packets
  }

  /// The lines of all packets, as the options have them.
  func lines(_ options: RenderOptions) -> String {
    var renderer = LineRenderer(options: options)
    var out = TextBuffer()
    for (index, packet) in packets.enumerated() {
      packet.render(with: &renderer, linkType, number: index + 1, into: &out)
    }
    return String(decoding: out.copy(), as: UTF8.self)
  }
}

extension SampleCapture.Packet {
  func render(with renderer: inout LineRenderer, _ linkType: LinkType, number: Int, into out: inout TextBuffer) {
    renderer.render(
      CapturedPacket(
        timestamp: timestamp, originalLength: originalLength, linkType: linkType, bytes: bytes.span.bytes),
      number: number, into: &out)
  }
}

extension TextBuffer {
  /// The text as an array.
  func copy() -> [UInt8] {
    let bytes = self.bytes
    return (0..<bytes.byteCount).map { bytes.load8($0) }
  }
}

/// A set of options with the words that ask tcpdump for the same.
struct LineStyle: Sendable, CustomTestStringConvertible {
  let words: [String]

  var testDescription: String { words.joined(separator: " ") }

  /// The sets of options that goldens and comparisons use.
  static let all = [
    ["-n"], ["-n", "-v"], ["-nvvv", "-e"], ["-nq", "-t"], ["-n", "-S", "-ttt", "-x"], ["-#", "-nXX", "-tttt"], ["-nA"],
  ]
  .map { LineStyle(words: $0) }

  var options: RenderOptions {
    var options = RenderOptions()
    for letter in words.joined() {
      switch letter {
      case "v": options.verbosity += 1
      case "e": options.showsLinkHeader = true
      case "q": options.quietness += 1
      case "S": options.showsAbsoluteSequenceNumbers = true
      case "x": options.hexLevel += 1
      case "X": options.hexAndASCIILevel += 1
      case "A": options.asciiLevel += 1
      case "#": options.numbersPackets = true
      default: break
      }
    }
    let times: [TimestampStyle] = [.timeOfDay, .none, .epoch, .sincePrevious, .dateAndTime, .sinceFirst]
    options.timestampStyle = times[words.joined().filter { $0 == "t" }.count]
    options.interfaceName = { $0 == 1 ? "lo" : nil }
    return options
  }
}
