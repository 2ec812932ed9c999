// Benchmarks of the rooms a packet goes through, each in this process and on one core, over the same mixed traffic.
// One line each: name, nanoseconds a packet (the median of nine rounds), allocations a packet.
//
//   swift run -c release Benchmarks [NAME...]     only the benchmarks with these names

import Bytes
import Dissection
import Filtering
import Glibc
import Packets
import Rendering
import Savefiles
import System
import TestSupport

let traffic = PacketBuffer(packets: 5000)
let wanted = CommandLine.arguments.dropFirst()

/// Measures and prints one benchmark, if it is wanted.
@MainActor
func benchmark(_ name: String, _ body: () throws -> Void) rethrows {
  guard wanted.isEmpty || wanted.contains(name) else { return }
  print(try Measurement(name, packets: traffic.count, body).line)
}

/// Renders all packets with some options.
@MainActor
func render(_ name: String, _ change: (inout RenderOptions) -> Void) {
  var options = RenderOptions()
  change(&options)
  var renderer = LineRenderer(options: options)
  var out = TextBuffer(capacity: 1 << 16)
  benchmark(name) {
    traffic.forEach { packet in
      renderer.render(packet, number: 1, into: &out)
      if out.count > 1 << 15 { out.removeAll() }
    }
  }
}

var dissector = Dissector()
var layers = 0
benchmark("walk") {
  traffic.forEach { packet in layers += dissector.dissect(packet).layers.count }
}
render("render -n") { _ in }
render("render -n -v") { $0.verbosity = 1 }
render("render -n -e -XX") {
  $0.showsLinkHeader = true
  $0.hexAndASCIILevel = 2
}

let file = try TemporaryFile(MixedTraffic.pcapFile(packets: traffic.count))

/// Opens the traffic's file.
@MainActor
func openTraffic() throws -> SavefileReader { try SavefileReader(FileDescriptor(reading: file.path)) }

/// Opens what takes all bytes.
func openNowhere() throws -> PcapWriter {
  PcapWriter(try FileDescriptor(creating: "/dev/null"), linkType: .ethernet, snapshotLength: 262_144)
}

var captured = 0
try benchmark("read") {
  var reader = try openTraffic()
  while let packet = try reader.next() { captured += packet.capturedLength }
}
try benchmark("write") {
  var writer = try openNowhere()
  var failures = 0
  traffic.forEach { packet in
    do { try writer.write(packet) } catch { failures += 1 }
  }
  try writer.close()
}
try benchmark("read and write, in runs") {
  var reader = try openTraffic()
  var writer = try openNowhere()
  while try reader.copyRecords(to: &writer, isLast: { _ in false }), let packet = try reader.next() {
    try writer.write(packet)
  }
  try writer.close()
}

/// Measures a filter on packets in memory.
@MainActor
func filter(_ expression: String) throws {
  let filter = try CompiledFilter(expression, for: FilterTarget(linkType: .ethernet), resolver: NoNames())
  var matches = 0
  benchmark("filter \(expression)") {
    traffic.forEach { packet in if filter.matches(packet) { matches += 1 } }
  }
}

try filter("udp port 53")
try filter("tcp[tcpflags] & tcp-syn != 0")

/// Compares filters with libpcap's: `filters` alone or together with other benchmarks.
@MainActor
func compareFilters() throws {
  guard wanted.isEmpty || wanted.contains("filters") else { return }
  let hosts = (0..<100).map { "host 10.0.\($0 % 4 + 7).\($0 * 2 + 1)" }.joined(separator: " or ")
  let complex = """
    (tcp port 443 or udp port 53 or icmp) and not net 192.168.0.0/16 and (ip[2:2] > 60 or ip6) and not host 10.0.0.7
    """
  let expressions = [
    "udp port 53", "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "host 10.0.1.7 and tcp port 443", "ip6 and udp",
    "vlan and ip", complex,
  ]
  for passes in [20, 1] {
    print("rounds of \(passes)")
    var logarithms = 0.0
    for expression in expressions + [hosts] {
      let comparison = try FilterComparison(expression, over: traffic, passes: passes)
      let name = expression == hosts ? "100 hosts" : expression
      print(name, comparison.nanosecondsPerPacket, comparison.libpcapNanosecondsPerPacket, comparison.ratio)
      if expression != hosts { logarithms += log(comparison.ratio) }
    }
    print("geometric mean", exp(logarithms / Double(expressions.count)))
  }
}

try compareFilters()
