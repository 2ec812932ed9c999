import CPcap
import System

/// libpcap's own filters, found in the installed library.
final class LibpcapFilter {
  typealias Handle = OpaquePointer
  typealias Offline =
    @convention(c) (UnsafePointer<bpf_program>?, UnsafePointer<pcap_pkthdr>?, UnsafePointer<UInt8>?) -> Int32

  private let library: DynamicLibrary
  private let offline: Offline
  private var program = bpf_program()

  /// What libpcap makes of an expression.
  struct Refused: Error {
    let expression: String
  }

  /// Compiles an expression for Ethernet, optimised.
  init(_ expression: String) throws {
    library = try DynamicLibrary(named: ["libpcap.so.0.8", "libpcap.so.1"])
    let open: @convention(c) (Int32, Int32) -> Handle? = try library.function("pcap_open_dead")
    let close: @convention(c) (Handle?) -> Void = try library.function("pcap_close")
    let compile:
      @convention(c) (Handle?, UnsafeMutablePointer<bpf_program>?, UnsafePointer<CChar>?, Int32, UInt32) -> Int32 =
        try library.function("pcap_compile")
    offline = try library.function("pcap_offline_filter")
    let handle = open(DLT_EN10MB, 262_144)
    defer { close(handle) }
    guard compile(handle, &program, expression, 1, 0) == 0 else { throw Refused(expression: expression) }
  }

  /// Packets of a buffer that match.
  func matches(in traffic: PacketBuffer) -> Int {
    var count = 0
    var header = pcap_pkthdr()
    traffic.file.withUnsafeBufferPointer { bytes in
      withUnsafePointer(to: program) { program in
        for (index, record) in traffic.records.enumerated() {
          header.ts.tv_sec = 1_700_000_000
          header.ts.tv_usec = index
          header.caplen = UInt32(record.count)
          header.len = UInt32(record.count)
          if offline(program, &header, bytes.baseAddress.map { $0 + record.lowerBound }) != 0 { count += 1 }
        }
      }
    }
    return count
  }
}
