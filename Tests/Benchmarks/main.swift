// Benchmarks of the rooms a packet goes through, each in this process and on one core, over the same mixed traffic.
// One line each: name, nanoseconds a packet (the median of nine rounds), allocations a packet.
//
//   swift run -c release Benchmarks [NAME...]     only the benchmarks with these names

import Bytes
import Dissection
import Packets
import Rendering

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
