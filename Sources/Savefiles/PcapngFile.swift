internal import Bytes
internal import Packets
internal import System

/// What is known of a pcapng file while it is read.
///
/// As libpcap, this reads files whose interfaces all have the link type and the snapshot length of the first, and whose
/// sections all have the byte order of the first.
struct PcapngFile {
  private(set) var blocks: PcapngBlocks
  /// The interfaces that the section has described so far, and their numbers in `list`.
  private(set) var interfaces: [(facts: PcapngInterface, number: UInt32)] = []
  /// The interfaces of all sections.
  private let list: PcapngInterfaceList
  let linkType: LinkType
  let snapshotLength: Int

  /// Interfaces of a section that are kept at most.
  static let maximumInterfaces = 65_536

  /// Nothing: what a reader of a pcap file has in its place.
  init() {
    blocks = PcapngBlocks(order: .native)
    list = PcapngInterfaceList()
    linkType = .null
    snapshotLength = 0
  }

  /// Takes the file's beginning up to the first interface description, waiting for it where it comes through a pipe.
  ///
  /// - Parameter list: gets the interfaces as they are described.
  init(from input: inout SavefileInput, _ list: PcapngInterfaceList) throws(SavefileError) {
    var blocks = PcapngBlocks(order: try Self.firstSection(of: &input))
    let first = try Self.firstInterface(of: &input, &blocks)
    guard let linkType = LinkType(savefileNumber: UInt32(first.linkTypeNumber)) else {
      throw blocks.error(.unknownLinkType(UInt32(first.linkTypeNumber)))
    }
    self.linkType = linkType
    snapshotLength = linkType.snapshotLength(declared: first.declaredSnapshotLength)
    // A packet of the largest size and 128 KiB of options.
    let largest = PcapngPacketBlock.largestFixedLength + linkType.maximumSnapshotLength + 131_072
    blocks.maximumLength = max(
      blocks.maximumLength, PcapngBlocks.headerLength + largest + PcapngBlocks.trailerLength)
    self.blocks = blocks
    self.list = list
    list.beginSection()
    append(first)
  }

  private mutating func append(_ interface: PcapngInterface) {
    let facts = PcapngInterfaceFacts(
      linkType: linkType, snapshotLength: interface.declaredSnapshotLength, options: interface.options)
    interfaces.append((interface, UInt32(truncatingIfNeeded: list.add(facts))))
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
        if type == .sectionHeader {
          try beginSection(Self.takeContents(length, of: &input))
        } else {
          try addInterface(Self.takeContents(length, of: &input))
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
      let block = try PcapngPacketBlock(type, contents, blocks.order, snapshotLength: snapshotLength)
      guard block.interface < interfaces.count else {
        throw SavefileFault(.unknownInterface(block.interface))
      }
      let (facts, number) = interfaces[Int(block.interface)]
      let timestamp = facts.resolution.timestamp(ticks: block.ticks, offset: facts.timestampOffset)
      var packet = try block.packet(in: contents, timestamp, linkType, snapshotLength: snapshotLength)
      packet.interfaceIndex = number
      return packet
    } catch {
      throw blocks.error(error.reason)
    }
  }
}

extension PcapngFile {
  /// Takes the first section header, which alone tells the byte order.
  private static func firstSection(of input: inout SavefileInput) throws(SavefileError) -> ByteOrder {
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
      length, skipping: PcapngBlocks.headerLength, lending: PcapngSectionHeader.fixedLength)
    let section = PcapngSectionHeader(contents, header.order)
    guard section.major == 1, section.minor == 0 || section.minor == 2 else {
      throw SavefileError(.unsupportedVersion(.pcapng, major: section.major, minor: section.minor), at: 0)
    }
    return header.order
  }

  /// Takes blocks up to the first interface description.
  private static func firstInterface(
    of input: inout SavefileInput, _ blocks: inout PcapngBlocks
  ) throws(SavefileError) -> PcapngInterface {
    while true {
      switch try blocks.next(in: &input) {
      case .later: try input.awaitMore()
      case .end: throw blocks.error(.noInterface)
      case .block(.interfaceDescription, let length):
        do throws(SavefileFault) {
          return try PcapngInterface(takeContents(length, of: &input), blocks.order)
        } catch {
          throw blocks.error(error.reason)
        }
      case .block(let type, let length):
        guard !type.isPacket else { throw blocks.error(.packetBeforeInterface) }
        input.buffer.drop(length)
      }
    }
  }

  /// Another section: it describes its own interfaces.
  private mutating func beginSection(_ contents: RawSpan) throws(SavefileError) {
    guard contents.byteCount >= PcapngSectionHeader.fixedLength else {
      throw blocks.error(.blockContentsCut(type: PcapngBlockType.sectionHeader.rawValue))
    }
    let section = PcapngSectionHeader(contents, blocks.order)
    switch section.magic {
    case PcapngSectionHeader.byteOrderMagic: break
    case PcapngSectionHeader.byteOrderMagic.byteSwapped: throw blocks.error(.byteOrdersDiffer)
    default: throw blocks.error(.badByteOrderMagic(section.magic))
    }
    guard section.major == 1 else {
      throw blocks.error(.unsupportedVersion(.pcapng, major: section.major, minor: section.minor))
    }
    interfaces.removeAll(keepingCapacity: true)
    list.beginSection()
  }

  private mutating func addInterface(_ contents: RawSpan) throws(SavefileError) {
    do throws(SavefileFault) {
      let interface = try PcapngInterface(contents, blocks.order)
      let number = UInt32(interface.linkTypeNumber)
      guard LinkType(savefileNumber: number) == linkType else {
        throw SavefileFault(.linkTypesDiffer(number, first: UInt32(linkType.rawValue)))
      }
      let length = interface.declaredSnapshotLength
      guard linkType.snapshotLength(declared: length) == snapshotLength else {
        throw SavefileFault(.snapshotLengthsDiffer(length, first: snapshotLength))
      }
      guard interfaces.count < Self.maximumInterfaces, list.count < Self.maximumInterfaces else {
        throw SavefileFault(.tooManyInterfaces(maximum: Self.maximumInterfaces))
      }
      append(interface)
    } catch {
      throw blocks.error(error.reason)
    }
  }
}
