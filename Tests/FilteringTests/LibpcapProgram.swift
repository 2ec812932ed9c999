import CPcap
import System

/// A program that the installed libpcap makes of an expression.
final class LibpcapProgram {
  private typealias Handle = OpaquePointer
  private typealias Run =
    @convention(c) (UnsafePointer<bpf_program>?, UnsafePointer<pcap_pkthdr>?, UnsafePointer<UInt8>?) -> Int32
  private typealias Compile =
    @convention(c) (Handle?, UnsafeMutablePointer<bpf_program>?, UnsafePointer<CChar>?, Int32, UInt32) -> Int32
  private typealias Free = @convention(c) (UnsafeMutablePointer<bpf_program>?) -> Void

  private let library: DynamicLibrary
  private let runner: Run
  private let free: Free
  private var program = bpf_program()

  /// The program for a link type, by its DLT; `nil` when libpcap refuses the expression or is not there.
  init?(_ expression: String, dlt: Int32, optimizes: Bool) {
    guard let library = try? DynamicLibrary(named: ["libpcap.so.0.8", "libpcap.so.1"]) else { return nil }
    guard let open: @convention(c) (Int32, Int32) -> Handle? = try? library.function("pcap_open_dead"),
      let close: @convention(c) (Handle?) -> Void = try? library.function("pcap_close"),
      let compile: Compile = try? library.function("pcap_compile"),
      let runner: Run = try? library.function("pcap_offline_filter"),
      let free: Free = try? library.function("pcap_freecode")
    else { return nil }
    let handle = open(dlt, 262_144)
    defer { close(handle) }
    let isCompiled = compile(handle, &program, expression, optimizes ? 1 : 0, 0) == 0
    self.library = library
    self.runner = runner
    self.free = free
    guard isCompiled else { return nil }
  }

  /// How many instructions it has.
  var count: Int { Int(program.bf_len) }

  deinit { free(&program) }

  /// Whether libpcap is installed.
  static var isThere: Bool { (try? DynamicLibrary(named: ["libpcap.so.0.8", "libpcap.so.1"])) != nil }

  /// Whether a packet matches.
  func matches(_ packet: [UInt8], originalLength: Int) -> Bool {
    var header = pcap_pkthdr()
    header.caplen = UInt32(packet.count)
    header.len = UInt32(originalLength)
    return packet.withUnsafeBufferPointer { runner(&program, &header, $0.baseAddress) != 0 }
  }
}
