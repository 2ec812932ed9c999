public import Filtering
public import Packets

/// The filter of a source whose packets may be of several link types: a program for each, made when the first packet of
/// it comes.
public struct PacketFilter {
  /// What a program is made for.
  public struct Kind: Hashable, Sendable {
    /// What the packets are.
    public var linkType: LinkType
    /// Whether integers of the capturing machine are of the other byte order.
    public var isSwapped: Bool

    /// A kind of packets.
    public init(linkType: LinkType, isSwapped: Bool) {
      self.linkType = linkType
      self.isSwapped = isSwapped
    }
  }

  /// Makes the program for a kind of packets.
  public typealias Compiler = (Kind) throws(FilterError) -> CompiledFilter

  /// The program for packets like the first one.
  public let first: CompiledFilter
  private let kind: Kind?
  private var others: [Kind: CompiledFilter] = [:]
  private let compile: Compiler

  /// A filter whose first packets are of a kind.
  ///
  /// - Throws: `FilterError` when the expression cannot be had for them.
  public init(first kind: Kind, compile: @escaping Compiler) throws(FilterError) {
    self.kind = kind
    self.compile = compile
    first = try compile(kind)
  }

  /// The same program for all packets.
  public init(_ filter: CompiledFilter) {
    first = filter
    kind = nil
    compile = { _ in filter }
  }

  /// Whether the first program is that for a packet.
  @inline(__always)
  func isFirst(for packet: borrowing CapturedPacket) -> Bool {
    guard let kind else { return true }
    return packet.linkType == kind.linkType && packet.isSwapped == kind.isSwapped
  }

  /// The program for packets of a kind.
  ///
  /// - Throws: `FilterError` when the expression cannot be had for their link type.
  public func program(for kind: Kind) throws(FilterError) -> CompiledFilter {
    if self.kind == nil || self.kind == kind { return first }
    if let filter = others[kind] { return filter }
    return try compile(kind)
  }

  /// The program for a packet.
  ///
  /// - Throws: `FilterError` when the expression cannot be had for its link type.
  mutating func program(for packet: borrowing CapturedPacket) throws(FilterError) -> CompiledFilter {
    if isFirst(for: packet) { return first }
    return try other(Kind(linkType: packet.linkType, isSwapped: packet.isSwapped))
  }

  @inline(never)
  private mutating func other(_ kind: Kind) throws(FilterError) -> CompiledFilter {
    if let filter = others[kind] { return filter }
    let filter = try compile(kind)
    others[kind] = filter
    return filter
  }
}
