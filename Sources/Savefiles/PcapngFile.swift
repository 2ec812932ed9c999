internal import Bytes
internal import Packets
internal import System

/// What is known of a pcapng file while it is read.
///
/// Interfaces may differ in everything and sections in their byte order, which libpcap refuses; the first interface has
/// to be one that libpcap would read.
struct PcapngFile {
  /// An interface that the section has described.
  private struct Interface {
    let resolution: PcapngResolution
    let timestampOffset: Int64
    let linkType: LinkType
    let snapshotLength: Int
    /// Its number in the list of all.
    let number: UInt32
  }

  private(set) var blocks: PcapngBlocks
  private var interfaces: [Interface] = []
  /// The interfaces of all sections.
  private let list: PcapngInterfaceList
  /// Who gets what is there besides packets; `nil` for nobody.
  private let sideBlocks: SideBlocks?
  /// What the first section tells of itself.
  let section: PcapngSectionFacts?
  let linkType: LinkType
  let snapshotLength: Int
  let precision: TimestampPrecision
  /// Whether it has stopped so that what is there besides packets is taken.
  var hasPaused = false

  /// Interfaces of a section that are kept at most.
  static let maximumInterfaces = 65_536

  /// Nothing: what a reader of a pcap file has in its place.
  init() {
    blocks = PcapngBlocks(order: .native)
    list = PcapngInterfaceList()
    (sideBlocks, section) = (nil, nil)
    linkType = .null
    snapshotLength = 0
    precision = .microseconds
  }

  /// Takes the file's beginning up to the first interface description, waiting for it where it comes through a pipe.
  ///
  /// - Parameters:
  ///   - list: gets the interfaces as they are described.
  ///   - sideBlocks: gets what is there besides packets; `nil` to pass it over.
  init(
    from input: inout SavefileInput, _ list: PcapngInterfaceList, _ sideBlocks: SideBlocks?
  ) throws(SavefileError) {
    let (order, section) = try Self.firstSection(of: &input)
    var blocks = PcapngBlocks(order: order, wantsAll: sideBlocks != nil)
    list.beginSection()
    let first = try Self.firstInterface(of: &input, &blocks, sideBlocks)
    guard let linkType = LinkType(savefileNumber: UInt32(first.linkTypeNumber)) else {
      throw blocks.error(.unknownLinkType(UInt32(first.linkTypeNumber)))
    }
    self.linkType = linkType
    snapshotLength = linkType.snapshotLength(declared: first.declaredSnapshotLength)
    precision = first.resolution.precision
    self.blocks = blocks
    self.list = list
    self.sideBlocks = sideBlocks
    self.section = section
    append(first, linkType)
  }

  private mutating func append(_ interface: PcapngInterface, _ linkType: LinkType) {
    var facts = PcapngInterfaceFacts(
      linkType: linkType, snapshotLength: interface.declaredSnapshotLength, options: interface.options)
    facts.hasOwnClock = true
    let number = list.add(facts)
    interfaces.append(
      Interface(
        resolution: interface.resolution, timestampOffset: interface.timestampOffset, linkType: linkType,
        snapshotLength: linkType.snapshotLength(declared: interface.declaredSnapshotLength),
        number: UInt32(truncatingIfNeeded: number)))
    // A packet of the largest size and 128 KiB of options.
    let largest = PcapngPacketBlock.largestFixedLength + linkType.maximumSnapshotLength + 131_072
    blocks.maximumLength = max(
      blocks.maximumLength, PcapngBlocks.headerLength + largest + PcapngBlocks.trailerLength)
    sideBlocks?.append(.interface(number))
  }

  /// The next packet; `nil` at the end, which `isAtEnd` tells, and when a stream has none yet.
  @_lifetime(&input)
  mutating func next(
    from input: inout SavefileInput, isAtEnd: inout Bool
  ) throws(SavefileError) -> CapturedPacket? {
    while true {
      switch try blocks.next(in: &input) {
      case .later: return nil
      case .end:
        isAtEnd = true
        return nil
      case .block(let type, let length):
        if type.isPacket { return try packet(type, Self.takeContents(length, of: &input)) }
        let contents = Self.takeContents(length, of: &input)
        switch type {
        case .sectionHeader: try beginSection(contents)
        case .interfaceDescription: try addInterface(contents)
        default: keep(type, contents)
        }
        if sideBlocks?.isFull == true {
          hasPaused = true
          return nil
        }
      }
    }
  }

  /// Takes a block and lends what is between its header and its trailer.
  @_lifetime(&input)
  private static func takeContents(_ length: Int, of input: inout SavefileInput) -> RawSpan {
    input.buffer.take(
      length, skipping: PcapngBlocks.headerLength,
      lending: length - PcapngBlocks.headerLength - PcapngBlocks.trailerLength)
  }

  @_lifetime(copy contents)
  private func packet(_ type: PcapngBlockType, _ contents: RawSpan) throws(SavefileError) -> CapturedPacket {
    do throws(SavefileFault) {
      let block = try PcapngPacketBlock(
        type, contents, blocks.order, snapshotLength: interfaces.isEmpty ? 0 : interfaces[0].snapshotLength)
      guard block.interface < interfaces.count else {
        throw SavefileFault(.unknownInterface(block.interface))
      }
      let interface = interfaces[Int(block.interface)]
      let timestamp = interface.resolution.timestamp(ticks: block.ticks, offset: interface.timestampOffset)
      var packet = try block.packet(
        in: contents, timestamp, interface.linkType, snapshotLength: interface.snapshotLength)
      packet.interfaceIndex = interface.number
      return packet
    } catch {
      throw blocks.error(error.reason)
    }
  }
}

extension PcapngFile {
  /// Takes the first section header.
  private static func firstSection(
    of input: inout SavefileInput
  ) throws(SavefileError) -> (ByteOrder, PcapngSectionFacts) {
    // A file that ends before the byte-order magic could be any text.
    guard try input.await(PcapngSectionHeader.leastKnown) else { throw SavefileError(.unknownFormat, at: 0) }
    guard let header = PcapngSectionHeader.Beginning(input.buffer.unread) else {
      throw SavefileError(.unknownFormat, at: 0)
    }
    let bounds = PcapngSectionHeader.lengths
    guard bounds.contains(Int(header.length)) else {
      let reason = SavefileError.Reason.sectionHeaderLength(
        length: header.length, minimum: bounds.lowerBound, maximum: bounds.upperBound)
      throw SavefileError(reason, at: 0)
    }
    let length = Int(header.length)
    guard try input.await(length) else {
      throw SavefileError(.blockCut(needed: length, found: input.buffer.count), at: 0)
    }
    let contents = input.buffer.take(
      length, skipping: PcapngBlocks.headerLength,
      lending: length - PcapngBlocks.headerLength - PcapngBlocks.trailerLength)
    let section = PcapngSectionHeader(contents, header.order)
    guard section.major == 1, section.minor == 0 || section.minor == 2 else {
      throw SavefileError(.unsupportedVersion(.pcapng, major: section.major, minor: section.minor), at: 0)
    }
    return (header.order, PcapngSectionFacts(contents, header.order))
  }

  /// Takes blocks up to the first interface description.
  private static func firstInterface(
    of input: inout SavefileInput, _ blocks: inout PcapngBlocks, _ sideBlocks: SideBlocks?
  ) throws(SavefileError) -> PcapngInterface {
    while true {
      switch try blocks.next(in: &input) {
      case .later: try input.awaitMore()
      case .end: throw blocks.error(.noInterface)
      case .block(let type, let length):
        guard !type.isPacket else { throw blocks.error(.packetBeforeInterface) }
        let contents = takeContents(length, of: &input)
        switch type {
        case .interfaceDescription:
          do throws(SavefileFault) {
            return try PcapngInterface(contents, blocks.order)
          } catch {
            throw blocks.error(error.reason)
          }
        case .sectionHeader: sideBlocks?.append(.section(try nextSection(contents, blocks)))
        default:
          // Nobody can take them before the file is open: an endless row of them is not kept.
          guard let sideBlocks, type.mayBeCopied else { break }
          if sideBlocks.isOverfull {
            sideBlocks.passOver()
            break
          }
          sideBlocks.append(.block(block(type, contents, blocks.order)))
        }
      }
    }
  }

  /// What a section that is not the first tells.
  private static func nextSection(
    _ contents: RawSpan, _ blocks: PcapngBlocks
  ) throws(SavefileError) -> PcapngSectionFacts {
    guard contents.byteCount >= PcapngSectionHeader.fixedLength else {
      throw blocks.error(.blockContentsCut(type: PcapngBlockType.sectionHeader.rawValue))
    }
    let section = PcapngSectionHeader(contents, blocks.order)
    guard section.major == 1 else {
      throw blocks.error(.unsupportedVersion(.pcapng, major: section.major, minor: section.minor))
    }
    return PcapngSectionFacts(contents, blocks.order)
  }

  /// Another section: it describes its own interfaces.
  private mutating func beginSection(_ contents: RawSpan) throws(SavefileError) {
    let facts = try Self.nextSection(contents, blocks)
    interfaces.removeAll(keepingCapacity: true)
    list.beginSection()
    sideBlocks?.append(.section(facts))
  }

  private mutating func addInterface(_ contents: RawSpan) throws(SavefileError) {
    do throws(SavefileFault) {
      let interface = try PcapngInterface(contents, blocks.order)
      guard interfaces.count < Self.maximumInterfaces, list.count < Self.maximumInterfaces else {
        throw SavefileFault(.tooManyInterfaces(maximum: Self.maximumInterfaces))
      }
      // One without a meaning is kept as a number: its packets can be shown and copied.
      let linkType =
        LinkType(savefileNumber: UInt32(interface.linkTypeNumber)) ?? LinkType(rawValue: interface.linkTypeNumber)
      append(interface, linkType)
    } catch {
      throw blocks.error(error.reason)
    }
  }

  /// Keeps a block that is not looked into for whoever wants it.
  private func keep(_ type: PcapngBlockType, _ contents: RawSpan) {
    guard let sideBlocks, type.mayBeCopied else { return }
    var block = Self.block(type, contents, blocks.order)
    if type == .interfaceStatistics, contents.has(4, at: 0) {
      let number = contents.load(fromByteOffset: 0, as: UInt32.self, blocks.order)
      // Statistics of an interface that is not there are of no use to anybody.
      guard number < interfaces.count else { return }
      block.interface = Int(interfaces[Int(number)].number)
    }
    sideBlocks.append(.block(block))
  }

  private static func block(_ type: PcapngBlockType, _ contents: RawSpan, _ order: ByteOrder) -> PcapngBlock {
    var bytes: [UInt8] = []
    bytes.append(contentsOf: contents)
    return PcapngBlock(type: type.rawValue, contents: bytes, isSwapped: order != .native)
  }
}
