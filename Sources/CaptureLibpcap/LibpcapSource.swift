public import BPF
import Bytes
internal import CPcap
public import Capture
internal import Glibc
public import Packets
import System

/// Packets of a device that libpcap captures from: every network device, and what is none (nflog, bluetooth-monitor,
/// usbmon, D-Bus).
public struct LibpcapSource: ~Copyable, PacketSource {
  public typealias Failure = CaptureError

  /// What the packets are.
  public let linkType: LinkType
  /// Bytes of a packet that are captured at most.
  public let snapshotLength: Int
  /// How fine the timestamps are asked to be.
  public let precision: TimestampPrecision
  /// Whether the source was stopped and has nothing more.
  public private(set) var isAtEnd = false
  /// What was asked for and is not done.
  public let warnings: [CaptureWarning]

  /// Milliseconds that `wait()` takes at most; -1 for no limit.
  public var longestWait: Int32 = -1

  private let handle: LibpcapHandle
  private let descriptor: Int32
  private let wakeDescriptor: Int32?
  private let nanosecondsPerUnit: Int64
  private let interfaceIndex: UInt32
  /// When all that was on its way is there, once the source was stopped.
  private var end: ContinuousClock.Instant?
  /// Counts packets that the filter refuses without having looked into them.
  private var counter: PacketCounter?
  private var overlookedCount = 0

  /// How long libpcap lets packets gather, in milliseconds.
  private static let gathering: Int32 = 100
  /// How long to wait for a device that cannot be polled.
  private static let pause: Int32 = 10

  /// Opens a capture.
  ///
  /// - Parameters:
  ///   - options: what to capture and how.
  ///   - wakeDescriptor: a descriptor that ends `wait()` when it can be read, that of a `SignalWatch`.
  ///   - filter: makes the filter for the link type found, `nil` for none; asked for `kernel` where the device is one of
  ///     the network, else for `userSpace`.
  ///   - overlooked: makes the program for the packets that the filter turns away unlooked-at, which are counted where the
  ///     device is one of the network; `nil` for none.
  /// - Throws: `CaptureError`, and what `filter` throws.
  public init(
    _ options: CaptureOptions, wakeDescriptor: Int32? = nil,
    filter: (LinkType, FilterPlacement) throws -> BPFProgram? = { _, _ in nil },
    overlooked: (LinkType, FilterPlacement) -> BPFProgram? = { _, _ in nil }
  ) throws {
    let handle = try LibpcapHandle(interface: options.interface)
    handle.configure(options, readTimeoutMilliseconds: Self.gathering)
    var warnings: [CaptureWarning] = []
    if let type = options.timestampType, type != .host, !handle.setTimestampType(type) {
      warnings.append(.timestampTypeUnsupported(type))
    }
    warnings += try handle.activate(options)
    if let linkType = Self.linkType(options, usual: handle.linkType) { try handle.setLinkType(linkType) }
    try handle.setNonBlocking()
    try handle.setDirection(options.direction)
    var counter: PacketCounter?
    let isNetworkDevice = CaptureDevice.isNetworkDevice(options.interface)
    if let program = try filter(handle.linkType, isNetworkDevice ? .kernel : .userSpace) {
      try handle.setFilter(program)
      if isNetworkDevice { counter = Self.counter(of: overlooked(handle.linkType, .kernel), options) }
    }
    linkType = handle.linkType
    snapshotLength = handle.snapshotLength
    precision = options.precision
    nanosecondsPerUnit = handle.hasNanoseconds ? 1 : 1000
    descriptor = handle.descriptor
    interfaceIndex = CaptureDevice.interfaceIndex(options.interface)
    self.warnings = warnings
    self.counter = counter
    self.wakeDescriptor = wakeDescriptor
    self.handle = handle
  }

  /// What counts the packets that a program takes, on a socket beside libpcap's; `nil` when there is nothing to count.
  private static func counter(of program: BPFProgram?, _ options: CaptureOptions) -> PacketCounter? {
    guard let program, let device = try? CaptureDevice(options) else { return nil }
    return PacketCounter(of: program, on: device, options.interface)
  }

  /// The link type to ask for: for all devices the second cooked header unless the first is wanted, as tcpdump does.
  private static func linkType(_ options: CaptureOptions, usual: LinkType) -> LinkType? {
    if let wanted = options.linkType { return wanted }
    return options.interface == CaptureDevice.any && usual == .linuxSLL ? .linuxSLL2 : nil
  }

  /// The next packet; `nil` when there is none, now or for ever.
  ///
  /// - Throws: `CaptureError` with libpcap's words, or when the device has vanished.
  @_lifetime(&self)
  public mutating func next() throws(CaptureError) -> CapturedPacket? {
    guard let (header, start) = unsafe try nextRecord() else {
      if let end, ContinuousClock.now >= end { isAtEnd = true }
      return nil
    }
    // SAFETY: libpcap's packet stays where it is until the handle is used again, which needs `self`.
    let bytes = unsafe RawSpan(_unsafeStart: start, byteCount: Int(header.caplen))
    let (seconds, fraction) = (Int64(header.ts.tv_sec), Int64(header.ts.tv_usec))
    var packet = CapturedPacket(
      timestamp: Timestamp(seconds: seconds, nanoseconds: fraction * nanosecondsPerUnit),
      originalLength: max(Int(header.len), Int(header.caplen)), linkType: linkType, bytes: bytes)
    packet.interfaceIndex = interfaceIndex
    readCookedHeader(&packet)
    return unsafe _overrideLifetime(packet, mutating: &self)
  }

  @unsafe
  private mutating func nextRecord() throws(CaptureError) -> (pcap_pkthdr, UnsafePointer<UInt8>)? {
    do {
      return unsafe try handle.next()
    } catch {
      guard interfaceIndex != 0, !CaptureDevice.isNetworkDevice(handle.interface) else { throw error }
      throw CaptureError(.interfaceVanished, .read, code: ENETDOWN, interface: handle.interface)
    }
  }

  /// libpcap tells interface and direction only where the link type has them.
  @_lifetime(packet: copy packet)
  private func readCookedHeader(_ packet: inout CapturedPacket) {
    let direction: UInt8?
    switch linkType {
    case .linuxSLL2:
      packet.interfaceIndex = packet.bytes.uint32(ifAt: 4) ?? 0
      direction = packet.bytes.uint8(ifAt: 10)
    case .linuxSLL: direction = packet.bytes.uint8(ifAt: 1)
    default: direction = nil
    }
    guard let direction else { return }
    packet.direction = UInt32(direction) == PacketType.outgoing ? .outbound : .inbound
  }

  /// Lets nothing more in; what is on its way is still given.
  public mutating func stop() {
    guard end == nil else { return }
    counter?.stop()
    let isPacketSocket = CaptureDevice.silence(descriptor)
    // A block of the ring is handed over after the gathering time, counted from one of two ticks.
    end = .now + (isPacketSocket ? .milliseconds(Int(Self.gathering) * 2 + 50) : .zero)
  }

  /// Waits until there may be packets, the wake descriptor can be read, or a signal comes.
  ///
  /// - Throws: `CaptureError` when polling fails.
  public mutating func wait() throws(CaptureError) {
    var milliseconds: Int32 = descriptor < 0 ? Self.pause : longestWait
    if let end {
      guard end > .now else { return }
      milliseconds = Self.pause
    }
    do {
      _ = try Poller.wait(
        for: descriptor, orFor: end == nil ? wakeDescriptor : nil, milliseconds: milliseconds)
    } catch {
      throw CaptureError(.failed, .poll, code: error.code, interface: handle.interface)
    }
  }

  /// What the capture has seen since it was opened.
  ///
  /// - Throws: `CaptureError` when libpcap does not tell.
  public mutating func statistics() throws(CaptureError) -> CaptureStatistics {
    if let count = counter?.read() { overlookedCount += count }
    var statistics = try handle.statistics()
    statistics.overlooked = overlookedCount
    return statistics
  }

  /// The same: libpcap asks for all at once.
  ///
  /// - Throws: `CaptureError` when libpcap does not tell.
  public mutating func countersOfSocket() throws(CaptureError) -> CaptureStatistics { try statistics() }

  /// Libpcap does not tell where packets are missing.
  public var lostAtEnd: Int { 0 }
}
