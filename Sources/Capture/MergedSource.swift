public import BPF
internal import Glibc
public import Packets
import System

/// Packets of several interfaces, or of several rings of one, in the order of their time.
///
/// Interfaces may come, go, and come back meanwhile, which `takeEvents()` tells; each keeps its number, which its packets
/// have as their `interfaceIndex`. A packet is given when no ring can have an earlier one any more: those that have none
/// ready are waited for as long as the kernel keeps packets back, a few hundredths of a second.
@safe
public struct MergedSource: ~Copyable, PacketSource {
  public typealias Failure = CaptureError
  /// Makes a program for packets of a link type that is to run at a place.
  public typealias FilterMaker = (LinkType, FilterPlacement) throws -> BPFProgram?
  /// The same for packets that a filter has not looked into.
  public typealias OverlookedMaker = (LinkType, FilterPlacement) -> BPFProgram?

  /// A ring of an interface.
  @safe
  struct Tap {
    /// The number of its interface.
    let number: Int
    /// The source; allocated by `open`, gone with `close`.
    let source: UnsafeMutablePointer<AFPacketSource>
    let index: Int32
    let isCooked: Bool
    /// Whether the interface has gone, so that nothing comes but what is in the ring.
    var hasVanished = false
  }

  /// An interface that packets are or were taken from.
  struct Interface {
    let name: String
    let linkType: LinkType
    var isUp: Bool
    var isPresent = true
    /// Packets given.
    var captured = 0
    /// What rings that are closed have seen.
    var past = CaptureStatistics()
    /// Packets lost behind the last one of such a ring.
    var lostAtEnd = 0
  }

  /// What packets of the first interface are.
  public let linkType: LinkType
  /// Bytes of a packet that are captured at most.
  public let snapshotLength: Int
  /// How fine the timestamps are asked to be.
  public let precision: TimestampPrecision
  /// Whether the source was stopped and all rings are empty.
  public internal(set) var isAtEnd = false
  /// What was asked for and is not done.
  public internal(set) var warnings: [CaptureWarning] = []
  /// Milliseconds that `wait()` takes at most; -1 for no limit.
  public var longestWait: Int32 = -1

  let options: CaptureOptions
  let selection: InterfaceSelection
  let wakeDescriptor: Int32?
  let makeFilter: FilterMaker
  let makeOverlooked: OverlookedMaker
  let didOpen: (Int, String, LinkType) -> Void
  let monitor: LinkMonitor
  var pool: SocketPool
  var taps: [Tap] = []
  var interfaces: [Interface] = []
  var events: [InterfaceEvent] = []
  /// Interfaces that are left alone: there, but of no use, by their indices.
  var refused: Set<Int32> = []
  var isStopped = false

  /// The tap that packets come from, and up to which time they may without another look at the others.
  private(set) var current = 0
  private(set) var bound: UInt64?
  /// When waiting began for rings that may have earlier packets.
  private var holdsSince: Int?
  /// Packets until the next look for news of interfaces.
  var untilNews = Self.newsInterval

  private static let newsInterval = 4096
  /// How long a packet may take from its timestamp to its ring.
  private static let slack: UInt64 = 5_000_000
  /// How long packets are held back at most, in milliseconds: the kernel may keep a block for twice its time.
  private static let longestHold = 100
  /// How often to look meanwhile.
  private static let holdMilliseconds: Int32 = 2

  /// Opens captures on the interfaces that are there.
  ///
  /// - Parameters:
  ///   - selection: which interfaces.
  ///   - options: what to capture of each and how; the name in it means nothing.
  ///   - wakeDescriptor: a descriptor that ends `wait()` when it can be read.
  ///   - filter: as in `AFPacketSource`; asked again for interfaces that come later.
  ///   - overlooked: the same.
  ///   - didOpen: called with the number, name and link type of each interface before its first packet.
  /// - Throws: `CaptureError`, and what `filter` throws.
  public static func opening(
    _ selection: InterfaceSelection, _ options: CaptureOptions, wakeDescriptor: Int32?,
    filter: @escaping FilterMaker, overlooked: @escaping OverlookedMaker,
    didOpen: @escaping (Int, String, LinkType) -> Void
  ) throws -> MergedSource {
    let monitor = try LinkMonitor()
    let links = try monitor.links()
    let chosen = try choose(selection, of: links)
    let first = try CaptureDevice(Self.options(options, for: chosen[0].name, count: chosen.count))
    var source = MergedSource(
      linkType: first.linkType, snapshotLength: options.snapshotLength, precision: options.precision, options: options,
      selection: selection, wakeDescriptor: wakeDescriptor, makeFilter: filter, makeOverlooked: overlooked,
      didOpen: didOpen, monitor: monitor,
      pool: SocketPool(selection.hasPatterns ? 64 : max(selection.names.count - chosen.count, 0)))
    for link in chosen {
      // One that was named shall be up; of those that a pattern stands for, others may be.
      try source.open(link, takesDown: selection.waits || !selection.names.contains(link.name))
    }
    return source
  }

  private init(
    linkType: LinkType, snapshotLength: Int, precision: TimestampPrecision, options: CaptureOptions,
    selection: InterfaceSelection, wakeDescriptor: Int32?, makeFilter: @escaping FilterMaker,
    makeOverlooked: @escaping OverlookedMaker, didOpen: @escaping (Int, String, LinkType) -> Void,
    monitor: consuming LinkMonitor, pool: consuming SocketPool
  ) {
    self.linkType = linkType
    self.snapshotLength = snapshotLength
    self.precision = precision
    self.options = options
    self.selection = selection
    self.wakeDescriptor = wakeDescriptor
    self.makeFilter = makeFilter
    self.makeOverlooked = makeOverlooked
    self.didOpen = didOpen
    self.monitor = monitor
    self.pool = pool
  }

  deinit {
    // SAFETY: each was allocated and initialised by `open` and is this value's alone.
    for tap in taps {
      unsafe tap.source.deinitialize(count: 1)
      unsafe tap.source.deallocate()
    }
  }

  /// The next packet of all; `nil` when there is none, now or for ever.
  ///
  /// - Throws: `CaptureError` when a ring is damaged.
  @_lifetime(&self)
  public mutating func next() throws(CaptureError) -> CapturedPacket? {
    while try choose() {
      let tap = taps[current]
      // SAFETY: the source lives as long as its tap stands in the array, and lends until it is used again.
      guard var packet = unsafe try tap.source.pointee.takeFrame() else { continue }
      interfaces[tap.number].captured += 1
      packet.interfaceIndex = UInt32(tap.number)
      if interfaces[tap.number].lostAtEnd > 0 {
        packet.lostBefore += UInt32(clamping: interfaces[tap.number].lostAtEnd)
        interfaces[tap.number].lostAtEnd = 0
      }
      return unsafe _overrideLifetime(packet, mutating: &self)
    }
    return nil
  }

  /// Finds the tap with the earliest packet.
  ///
  /// - Returns: whether there is one, and no other tap may still have an earlier one.
  mutating func choose() throws(CaptureError) -> Bool {
    untilNews -= 1
    if untilNews <= 0 { try lookForNews() }
    if let bound, let time = unsafe taps[current].source.pointee.ring.nextTime(), time <= bound { return true }
    bound = nil
    // Before the rings are looked at: what comes later is not earlier than this, but for the slack.
    let now = WallClock.nanoseconds
    var earliest: (tap: Int, time: UInt64)?
    var limit = UInt64.max
    var isEmpty = true
    for index in taps.indices {
      if let time = unsafe taps[index].source.pointee.ring.nextTime() {
        isEmpty = false
        if let other = earliest, other.time <= time {
          limit = min(limit, time)
        } else {
          if let other = earliest { limit = min(limit, other.time) }
          earliest = (index, time)
        }
      } else if unsafe !taps[index].source.pointee.isStopped {
        isEmpty = false
        limit = min(limit, now - Self.slack, unsafe taps[index].source.pointee.ring.openedAt ?? .max)
      } else if unsafe !taps[index].source.pointee.isDrained {
        // What the kernel has not handed over yet.
        isEmpty = false
        limit = min(limit, unsafe taps[index].source.pointee.ring.openedAt ?? .max)
      }
    }
    isAtEnd = isStopped && isEmpty
    guard let earliest else { return false }
    current = earliest.tap
    if taps.count == 1 || earliest.time <= limit {
      (bound, holdsSince) = (taps.count == 1 ? .max : limit, nil)
      return true
    }
    return try mustNotWait(for: earliest.time, now)
  }

  /// Whether a packet is given although another ring may have an earlier one: because it has waited long enough, the
  /// clock has been set, or its ring would run full.
  private mutating func mustNotWait(for time: UInt64, _ now: UInt64) throws(CaptureError) -> Bool {
    let moment = MonotonicClock.milliseconds
    let start = holdsSince ?? moment
    holdsSince = start
    return moment - start > Self.longestHold || time > now
      || (unsafe taps[current].source.pointee.ring.isHalfFull)
  }

  private mutating func lookForNews() throws(CaptureError) {
    untilNews = Self.newsInterval
    if !isStopped, monitor.hasNews() { try followLinks() }
  }

  /// Waits until there may be a packet, there is news of interfaces, the wake descriptor can be read, or a signal comes.
  ///
  /// - Throws: `CaptureError` when polling fails.
  public mutating func wait() throws(CaptureError) {
    closeEmptyTaps()
    let isHolding = holdsSince != nil || isStopped
    var descriptors = [wakeDescriptor ?? -1, isStopped ? -1 : monitor.descriptor]
    if !isHolding {
      for tap in taps where !tap.hasVanished { descriptors.append(unsafe tap.source.pointee.socket.descriptor) }
    }
    let ready: [Poller.Readiness]
    do throws(SystemCallError) {
      ready = try Poller.wait(
        forAny: descriptors, milliseconds: isHolding ? Self.holdMilliseconds : longestWait)
    } catch {
      throw CaptureError(.failed, .poll, code: error.code, interface: "")
    }
    if ready[1].isReadable { try lookForNews() }
    for (index, readiness) in ready.enumerated() where index >= 2 && readiness.hasFailed {
      // A device that goes down or vanishes leaves an error, which is told otherwise.
      for tap in taps where unsafe tap.source.pointee.socket.descriptor == descriptors[index] {
        _ = unsafe tap.source.pointee.socket.pendingError()
      }
    }
  }

  /// Lets nothing more in; what is in the rings is still given.
  public mutating func stop() {
    isStopped = true
    bound = nil
    for tap in taps { unsafe tap.source.pointee.stop() }
    isAtEnd = taps.isEmpty
  }

  /// Forgets which ring packets come from, when the list of rings changes.
  mutating func forgetChoice() {
    (bound, current) = (nil, 0)
  }
}
