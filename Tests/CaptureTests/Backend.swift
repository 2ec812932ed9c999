import BPF
import Capture
import CaptureLibpcap
import Glibc
import Packets
import Testing

/// The two ways to capture, which must not differ in what they see.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
  case packetSocket, libpcap

  var testDescription: String { rawValue }

  /// Captures while `traffic` is made, until there are `count` packets, and everything behind them.
  func record(
    _ options: CaptureOptions, filter: BPFProgram? = nil, expecting count: Int, during traffic: () throws -> Void
  ) throws -> Recording {
    var options = options
    // libpcap's immediate mode has a ring of few frames, which even a test fills.
    options.isImmediate = self == .packetSocket && options.isImmediate
    switch self {
    case .packetSocket:
      var source = try AFPacketSource(options) { _, _ in filter }
      return try Recording(&source, expecting: count, during: traffic)
    case .libpcap:
      var source = try LibpcapSource(options) { _, _ in filter }
      return try Recording(&source, expecting: count, during: traffic)
    }
  }
}

/// What a capture gave.
struct Recording: Sendable {
  var packets: [Captured]
  var linkType: LinkType
  var statistics: CaptureStatistics

  init<Source: StoppableSource & ~Copyable>(
    _ source: inout Source, expecting count: Int, during traffic: () throws -> Void
  ) throws {
    try traffic()
    packets = try source.take(count)
    linkType = source.linkType
    statistics = try source.statistics()
  }
}

extension CaptureOptions {
  /// Options for a test: packets come soon.
  static func quick(_ interface: String, _ change: (inout CaptureOptions) -> Void = { _ in }) -> CaptureOptions {
    var options = CaptureOptions(interface: interface)
    options.isImmediate = true
    change(&options)
    return options
  }
}
