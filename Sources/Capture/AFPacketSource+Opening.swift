public import BPF
internal import CLinux
internal import Glibc
public import Packets
import System

extension AFPacketSource {
  /// Opens a capture: a socket that receives nothing yet, then filter, ring and options, and the device last, so that no
  /// packet enters that the filter does not let in.
  ///
  /// - Parameters:
  ///   - options: what to capture and how.
  ///   - wakeDescriptor: a descriptor that ends `wait()` when it can be read, that of a `SignalWatch`.
  ///   - filter: makes the filter for the link type found, `nil` for none. Asked for `kernel` first, and for
  ///     `userSpace` when the kernel does not take that program.
  ///   - overlooked: makes the program for the packets that the filter turns away unlooked-at, which are to be counted;
  ///     `nil` for none. Elsewhere than in the kernel it is asked of refused packets only.
  /// - Throws: `CaptureError`, and what `filter` throws.
  public init(
    _ options: CaptureOptions, wakeDescriptor: Int32? = nil,
    filter: (LinkType, FilterPlacement) throws -> BPFProgram? = { _, _ in nil },
    overlooked: (LinkType, FilterPlacement) -> BPFProgram? = { _, _ in nil }
  ) throws {
    let device = try CaptureDevice(options)
    let socket = try PacketSocket(isCooked: device.layer.isCooked, interface: options.interface)
    try self.init(
      options, device, socket, role: .alone, wakeDescriptor: wakeDescriptor, filter: filter, overlooked: overlooked)
  }

  /// What a source is for, which decides how it is bound.
  struct Role {
    /// Whether its device may be down.
    var takesDown: Bool
    /// Whether it stands beside others, so that its packets shall come soon.
    var isMerged: Bool
    /// Whether it is to share its device's packets with others, and gets none before `openGate()`.
    var isGated: Bool

    static let alone = Role(takesDown: false, isMerged: false, isGated: false)
  }

  /// Opens a capture on a device with a socket that was made or used before.
  init(
    _ options: CaptureOptions, _ device: CaptureDevice, _ socket: consuming PacketSocket, role: Role,
    wakeDescriptor: Int32?, filter: (LinkType, FilterPlacement) throws -> BPFProgram?,
    overlooked: (LinkType, FilterPlacement) -> BPFProgram?
  ) throws {
    let linkType = device.linkType
    let header = device.layer.isCooked ? CookedHeader(linkType: linkType) : nil
    let snapshotLength = max(options.snapshotLength, header.map { $0.length + 1 } ?? 1)
    var warnings = device.layer.unknownHardware.map { [CaptureWarning.unknownHardware($0)] } ?? []

    let refusals = try Self.refuse(device.refusals, on: socket)
    var program = try filter(linkType, .kernel)
    let isFiltered = program != nil
    if let cooked = program, header != nil { program = KernelFilter.withoutCookedHeader(cooked, linkType: linkType) }
    var userFilter: BPFProgram?
    if isFiltered && program == nil {
      userFilter = try Self.userSpaceFilter(linkType, code: 0, filter, &warnings)
    }
    if let code = try Self.attach(program, refusing: refusals, snapshotLength, to: socket) {
      userFilter = try Self.userSpaceFilter(linkType, code: code, filter, &warnings)
      program = nil
      _ = try Self.attach(nil, refusing: refusals, snapshotLength, to: socket)
    }
    let gate = role.isGated ? KernelFilter.program(program, refusing: refusals, snapshotLength: snapshotLength) : nil
    if role.isGated { _ = try Self.attach(KernelFilter.nothing, refusing: refusals, snapshotLength, to: socket) }
    try Self.stamp(options, on: socket, &warnings)
    let ring = try Self.makeRing(
      options, snapshotLength: snapshotLength, isMerged: role.isMerged, on: socket, &warnings)
    if options.isPromiscuous && device.index != 0 { try Self.listenToAll(of: device.index, on: socket) }
    let missedBefore = InterfaceList.missedPackets(of: options.interface)
    var counter: PacketCounter?
    if isFiltered, userFilter == nil, let counted = overlooked(linkType, .kernel) {
      counter = PacketCounter(of: counted, on: device, options.interface)
    }
    try socket.bind(toInterface: device.index, takesDown: role.takesDown)

    self.init(
      linkType: linkType, snapshotLength: snapshotLength, precision: options.precision, warnings: warnings,
      interface: options.interface, interfaceIndex: device.index, socket: socket, wakeDescriptor: wakeDescriptor,
      gate: gate, header: header,
      tagOffset: header.map(\.tagOffset) ?? (device.layer.linkType == .ethernet ? 12 : nil),
      filter: userFilter, overlooked: userFilter == nil ? nil : overlooked(linkType, .userSpace), counter: counter,
      ring: ring, missedBefore: missedBefore)
  }

  private static func userSpaceFilter(
    _ linkType: LinkType, code: Int32, _ filter: (LinkType, FilterPlacement) throws -> BPFProgram?,
    _ warnings: inout [CaptureWarning]
  ) throws -> BPFProgram? {
    warnings.append(.filterRefusedByKernel(code: code))
    return try filter(linkType, .userSpace)
  }

  /// What is left for the program to refuse when the socket itself has been told not to take outgoing packets.
  private static func refuse(
    _ refusals: KernelFilter.Refusals, on socket: borrowing PacketSocket
  ) throws(CaptureError) -> KernelFilter.Refusals {
    guard refusals.outgoing, socket.set(PACKET_IGNORE_OUTGOING, to: Int32(1)) == 0 else { return refusals }
    var left = refusals
    left.outgoing = false
    left.echoesOfLoopback = nil
    left.echoesOfCAN = false
    return left
  }

  /// - Returns: the error number when the kernel refuses the filter, which is not the end.
  private static func attach(
    _ filter: BPFProgram?, refusing refusals: KernelFilter.Refusals, _ snapshotLength: Int,
    to socket: borrowing PacketSocket
  ) throws(CaptureError) -> Int32? {
    let program = KernelFilter.program(filter, refusing: refusals, snapshotLength: snapshotLength)
    let code = socket.attach(program)
    guard code != 0 else { return nil }
    guard filter == nil else { return code }
    throw CaptureError(.failed, .attachFilter, code: code, interface: socket.interface)
  }

  private static func listenToAll(of index: Int32, on socket: borrowing PacketSocket) throws(CaptureError) {
    let request = packet_mreq(
      mr_ifindex: index, mr_type: UInt16(PACKET_MR_PROMISC), mr_alen: 0, mr_address: (0, 0, 0, 0, 0, 0, 0, 0))
    let code = socket.set(PACKET_ADD_MEMBERSHIP, to: request)
    guard code != 0 else { return }
    throw CaptureError(.failed, .setPromiscuous, code: code, interface: socket.interface)
  }
}
