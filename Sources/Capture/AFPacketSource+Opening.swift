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
    let linkType = device.linkType
    let header = device.layer.isCooked ? CookedHeader(linkType: linkType) : nil
    let snapshotLength = max(options.snapshotLength, header.map { $0.length + 1 } ?? 1)
    let socket = try PacketSocket(isCooked: device.layer.isCooked, interface: options.interface)
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
      _ = try Self.attach(nil, refusing: refusals, snapshotLength, to: socket)
    }
    try Self.stamp(options, on: socket, &warnings)
    let ring = try Self.makeRing(options, snapshotLength: snapshotLength, on: socket, &warnings)
    if options.isPromiscuous && device.index != 0 { try Self.listenToAll(of: device.index, on: socket) }
    let missedBefore = InterfaceList.missedPackets(of: options.interface)
    let counter =
      isFiltered && userFilter == nil
      ? Self.counter(of: overlooked(linkType, .kernel), device, linkType, options.interface) : nil
    try socket.bind(toInterface: device.index)

    self.init(
      linkType: linkType, snapshotLength: snapshotLength, precision: options.precision, warnings: warnings,
      interface: options.interface, interfaceIndex: device.index, socket: socket, wakeDescriptor: wakeDescriptor,
      header: header, tagOffset: header.map(\.tagOffset) ?? (device.layer.linkType == .ethernet ? 12 : nil),
      filter: userFilter, overlooked: userFilter == nil ? nil : overlooked(linkType, .userSpace), counter: counter,
      ring: ring, missedBefore: missedBefore)
  }

  /// What counts the packets that a program takes; `nil` when there is no program or the kernel does not count by it.
  private static func counter(
    of program: BPFProgram?, _ device: CaptureDevice, _ linkType: LinkType, _ interface: String
  ) -> PacketCounter? {
    guard var program else { return nil }
    if device.layer.isCooked {
      guard let moved = KernelFilter.withoutCookedHeader(program, linkType: linkType) else { return nil }
      program = moved
    }
    return try? PacketCounter(
      KernelFilter.program(program, refusing: device.refusals, snapshotLength: 1), isCooked: device.layer.isCooked,
      interface: interface, index: device.index)
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
