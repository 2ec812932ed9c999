import BPF
internal import CPcap
import Capture
internal import Glibc
import Packets
import System

/// Owner of a capture of libpcap's (`pcap_t`); it is closed when the owner goes.
@safe
struct LibpcapHandle: ~Copyable {
  let library: LibpcapLibrary
  let interface: String
  private let handle: OpaquePointer

  /// Makes a capture that is not active yet.
  ///
  /// - Throws: `CaptureError` when libpcap is missing or knows no such device.
  init(interface: String) throws(CaptureError) {
    let library = try LibpcapLibrary(for: interface)
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    // SAFETY: both strings live during the call, and the buffer is as long as libpcap wants it.
    guard let handle = unsafe library.functions.create(interface, &text) else {
      throw CaptureError(.libpcap(String(errorBuffer: text)), .activate, interface: interface)
    }
    unsafe self.handle = handle
    self.library = library
    self.interface = interface
  }

  // SAFETY: this is the only owner.
  deinit { unsafe library.functions.close(handle) }

  // SAFETY of all below: the handle is open as long as this value, and every pointer is used during its call only.

  /// Says what is wanted of the capture, before it is active.
  func configure(_ options: CaptureOptions, readTimeoutMilliseconds: Int32) {
    let functions = library.functions
    unsafe _ = functions.setSnapshotLength(handle, Int32(clamping: options.snapshotLength))
    // libpcap cannot make all devices at once promiscuous, and would warn.
    unsafe _ = functions.setPromiscuous(handle, options.isPromiscuous && options.interface != "any" ? 1 : 0)
    unsafe _ = functions.setMonitorMode(handle, options.isMonitor ? 1 : 0)
    unsafe _ = functions.setTimeout(handle, readTimeoutMilliseconds)
    unsafe _ = functions.setImmediateMode(handle, options.isImmediate ? 1 : 0)
    if let size = options.bufferSizeInKiB {
      let (bytes, overflows) = size.multipliedReportingOverflow(by: 1024)
      unsafe _ = functions.setBufferSize(handle, overflows ? Int32.max : Int32(clamping: bytes))
    }
    // A device that does not know nanoseconds refuses them and stays with microseconds.
    unsafe _ = functions.setTimestampPrecision(handle, PCAP_TSTAMP_PRECISION_NANO)
  }

  /// Asks for timestamps of a type.
  ///
  /// - Returns: whether the device gives them.
  func setTimestampType(_ type: TimestampType) -> Bool {
    unsafe library.functions.setTimestampType(handle, Int32(type.rawValue)) == 0
  }

  /// Begins to capture.
  ///
  /// - Returns: what libpcap warns of.
  func activate(_ options: CaptureOptions) throws(CaptureError) -> [CaptureWarning] {
    let status = unsafe library.functions.activate(handle)
    if status == PCAP_WARNING_TSTAMP_TYPE_NOTSUP { return [.timestampTypeUnsupported(options.timestampType ?? .host)] }
    if status > 0 { return [.libpcap(errorText(orOf: status))] }
    guard status < 0 else { return [] }
    let reason: CaptureError.Reason =
      switch status {
      case PCAP_ERROR_NO_SUCH_DEVICE: .noSuchInterface
      case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED: .notPermitted
      case PCAP_ERROR_IFACE_NOT_UP: .interfaceDown
      case PCAP_ERROR_RFMON_NOTSUP: .monitorModeUnsupported
      default: .libpcap(errorText(orOf: status))
      }
    throw CaptureError(reason, .activate, interface: interface)
  }

  /// The link types that the device offers.
  var offeredLinkTypes: [LinkType] {
    var list: UnsafeMutablePointer<Int32>?
    let count = unsafe library.functions.listDataLinks(handle, &list)
    defer { unsafe library.functions.freeDataLinks(list) }
    return unsafe UnsafeBufferPointer(start: list, count: max(Int(count), 0)).map { LinkType(dlt: Int($0)) }
  }

  /// The timestamp types that the device offers; none listed means the host's.
  var offeredTimestampTypes: [TimestampType] {
    var list: UnsafeMutablePointer<Int32>?
    let count = unsafe library.functions.listTimestampTypes(handle, &list)
    defer { unsafe library.functions.freeTimestampTypes(list) }
    let types = unsafe UnsafeBufferPointer(start: list, count: max(Int(count), 0)).compactMap {
      TimestampType(rawValue: Int($0))
    }
    return types.isEmpty ? [.host] : types
  }

  /// What the packets are.
  var linkType: LinkType { LinkType(dlt: Int(unsafe library.functions.dataLink(handle))) }

  /// Bytes of a packet that are captured at most.
  var snapshotLength: Int { Int(unsafe library.functions.snapshotLength(handle)) }

  /// Whether timestamps have nanoseconds.
  var hasNanoseconds: Bool {
    unsafe library.functions.timestampPrecision(handle) == PCAP_TSTAMP_PRECISION_NANO
  }

  /// What to poll for packets, -1 when there is nothing to poll.
  var descriptor: Int32 { unsafe library.functions.selectableDescriptor(handle) }

  /// Chooses a link type of those offered.
  func setLinkType(_ linkType: LinkType) throws(CaptureError) {
    let offered = offeredLinkTypes
    guard offered.contains(linkType), unsafe library.functions.setDataLink(handle, Int32(linkType.dlt)) == 0 else {
      throw CaptureError(.linkTypeUnsupported(linkType, supported: offered), .activate, interface: interface)
    }
  }

  /// Chooses which way packets may go.
  func setDirection(_ direction: CaptureDirection) throws(CaptureError) {
    let wanted: pcap_direction_t =
      switch direction {
      case .inbound: PCAP_D_IN
      case .outbound: PCAP_D_OUT
      case .both: PCAP_D_INOUT
      }
    guard wanted != PCAP_D_INOUT else { return }
    try require(unsafe library.functions.setDirection(handle, wanted), .activate)
  }

  /// Makes reading return at once.
  func setNonBlocking() throws(CaptureError) {
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard unsafe library.functions.setNonBlocking(handle, 1, &text) == 0 else {
      throw CaptureError(.libpcap(String(errorBuffer: text)), .activate, interface: interface)
    }
  }

  /// Installs a filter; libpcap copies it.
  func setFilter(_ filter: BPFProgram) throws(CaptureError) {
    var instructions = filter.instructions.map { bpf_insn(code: $0.code, jt: $0.jt, jf: $0.jf, k: $0.k) }
    let status = unsafe instructions.withUnsafeMutableBufferPointer {
      var program = unsafe bpf_program(bf_len: UInt32($0.count), bf_insns: $0.baseAddress)
      return unsafe library.functions.setFilter(handle, &program)
    }
    try require(status, .attachFilter)
  }

  /// The next packet: its header and bytes, libpcap's until the next call; `nil` when there is none now.
  ///
  /// - Throws: `CaptureError` with libpcap's words.
  @unsafe
  func next() throws(CaptureError) -> (header: pcap_pkthdr, bytes: UnsafePointer<UInt8>)? {
    var header: UnsafeMutablePointer<pcap_pkthdr>?
    var bytes: UnsafePointer<UInt8>?
    let status = unsafe library.functions.next(handle, &header, &bytes)
    guard status != 0 else { return nil }
    guard status == 1, let header = unsafe header, let bytes = unsafe bytes else {
      throw CaptureError(.libpcap(errorText(orOf: status)), .read, interface: interface)
    }
    return unsafe (header.pointee, bytes)
  }

  /// The counters.
  func statistics() throws(CaptureError) -> CaptureStatistics {
    var counters = pcap_stat()
    try require(unsafe library.functions.statistics(handle, &counters), .readStatistics)
    var statistics = CaptureStatistics()
    statistics.received = Int(counters.ps_recv)
    statistics.droppedByKernel = Int(counters.ps_drop)
    statistics.droppedByInterface = Int(counters.ps_ifdrop)
    return statistics
  }

  private func require(_ status: Int32, _ operation: CaptureError.Operation) throws(CaptureError) {
    guard status < 0 else { return }
    throw CaptureError(.libpcap(errorText(orOf: status)), operation, interface: interface)
  }

  /// What libpcap says last of the capture, or of a status when it says nothing.
  private func errorText(orOf status: Int32) -> String {
    if let text = unsafe library.functions.errorText(handle), unsafe text.pointee != 0 {
      return unsafe String(cString: text)
    }
    guard let text = unsafe library.functions.statusText(status) else { return "" }
    return unsafe String(cString: text)
  }
}

extension String {
  /// The text in a buffer that libpcap writes errors into.
  init(errorBuffer: [CChar]) {
    self.init(decoding: errorBuffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
