import BPF
import Capture
import CaptureLibpcap
import Glibc
import Packets
import Testing

/// capset(2), which the Glibc module leaves out.
@_silgen_name("capset")
private func capset(_ header: UnsafePointer<UInt32>, _ data: UnsafePointer<UInt32>) -> Int32

@Suite("Opening a capture", .enabled(if: Namespace.isAvailable, "\(Namespace.needed)"))
struct OpeningTests {
  /// The error that opening ends with, in a namespace.
  private func failure(
    _ backend: Backend, _ options: CaptureOptions, after setUp: @escaping @Sendable () throws -> Void = {}
  ) throws -> CaptureError? {
    try Namespace.run {
      try setUp()
      do {
        _ = try backend.record(options, expecting: 0) {}
        return nil
      } catch let error as CaptureError {
        return error
      }
    }
  }

  @Test(
    "A device that is not there is told", arguments: Backend.allCases, ["nosuch0", "averylongnamethatcannotbe", ""])
  func missing(_ backend: Backend, _ name: String) throws {
    let error = try failure(backend, CaptureOptions(interface: name))
    #expect(error?.reason == .noSuchInterface)
    #expect(error?.interface == name)
  }

  @Test("A device that is down is told", arguments: Backend.allCases)
  func down(_ backend: Backend) throws {
    let error = try failure(backend, CaptureOptions(interface: "va")) { try Namespace.shell("ip link set va down") }
    #expect(error?.reason == .interfaceDown)
  }

  @Test("A link type that a device does not have is told with those it has", arguments: Backend.allCases)
  func linkType(_ backend: Backend) throws {
    let error = try failure(backend, .quick("va") { $0.linkType = .raw })
    #expect(error?.reason == .linkTypeUnsupported(.raw, supported: [.ethernet, .docsis]))
  }

  @Test("Monitor mode is for Wi-Fi devices", arguments: Backend.allCases, ["va", "any"])
  func monitorMode(_ backend: Backend, _ name: String) throws {
    #expect(try failure(backend, .quick(name) { $0.isMonitor = true })?.reason == .monitorModeUnsupported)
  }

  @Test("Without the capability the error says so", arguments: Backend.allCases)
  func privilege(_ backend: Backend) throws {
    let error = try failure(backend, CaptureOptions(interface: "va")) {
      // Version 3, this thread; no capability in any of the sets.
      let status = capset([0x2008_0522, 0], [0, 0, 0, 0, 0, 0])
      guard status == 0 else { throw Namespace.Failure(what: "capset: \(errno)") }
    }
    #expect(error?.reason == .notPermitted)
  }

  @Test("A buffer beyond all measure is told, and not made")
  func hugeBuffer() throws {
    let error = try failure(.packetSocket, .quick("va") { $0.bufferSizeInKiB = Int.max })
    guard case .bufferTooLarge = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    "Timestamps that a device does not give are the host's, with a warning",
    arguments: [TimestampType.adapter, .adapterUnsynced])
  func timestamps(_ type: TimestampType) throws {
    let warnings = try Namespace.run {
      let source = try AFPacketSource(.quick("va") { $0.timestampType = type })
      return source.warnings
    }
    #expect(warnings == [.timestampTypeUnsupported(type)])
  }

  @Test("A filter that the kernel does not take is run here, over the packet as it is handed on")
  func userSpaceFilter() throws {
    // ip proto 0x88b5 with tag 7 as a savefile has it: the tag is in the bytes.
    let inBytes = BPFProgram(instructions: [
      BPFInstruction(code: 0x20, k: 12), BPFInstruction(code: 0x15, jf: 1, k: 0x8100_0007),
      BPFInstruction(code: 0x06, k: 262_144), BPFInstruction(code: 0x06),
    ])
    let tooLong = BPFProgram(instructions: Array(repeating: BPFInstruction(code: 0x06, k: 1), count: 4097))
    let (packets, filtersHere, warnings) = try Namespace.run {
      var source = try AFPacketSource(.quick("vb")) { _, placement in placement == .kernel ? tooLong : inBytes }
      let sender = try FrameSender("va")
      try sender.send(Frames.numbered(1))
      try sender.send(Frames.numbered(2, tags: [0x81, 0x00, 0x00, 0x07]))
      try sender.send(Frames.numbered(3, tags: [0x81, 0x00, 0x00, 0x08]))
      let filtersHere = source.filtersInUserSpace
      let warnings = source.warnings
      return (try source.take(1), filtersHere, warnings)
    }
    #expect(packets.map(\.bytes) == [Frames.numbered(2, tags: [0x81, 0x00, 0x00, 0x07])])
    #expect(filtersHere)
    #expect(warnings == [.filterRefusedByKernel(code: EINVAL)])
  }

  @Test("An error of the filter's maker comes through", arguments: Backend.allCases)
  func filterError(_ backend: Backend) throws {
    struct Mistake: Error {}
    #expect(throws: Mistake.self) {
      try Namespace.run {
        switch backend {
        case .packetSocket: _ = try AFPacketSource(.quick("va")) { _, _ in throw Mistake() }
        case .libpcap: _ = try LibpcapSource(.quick("va")) { _, _ in throw Mistake() }
        }
      }
    }
  }
}
