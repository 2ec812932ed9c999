internal import BPF
internal import Filtering
internal import Packets
internal import Pipeline

/// The expression of a plan, and programs made of it.
struct FilterText {
  /// The expression; empty when every packet is wanted.
  let expression: String
  private let optimizes: Bool

  /// Reads the expression that a plan has or names a file of.
  ///
  /// - Throws: `ToolError` when the file cannot be read.
  init(_ plan: Plan) throws(ToolError) {
    optimizes = plan.optimizes
    switch plan.filter {
    case .expression(let text): expression = text
    case .file(let path): expression = Self.withoutComments(try TextFile.read(path))
    }
  }

  /// The expression that holds for the last packet of a plan; `nil` when there is none.
  static func ofLastPacket(_ plan: Plan) -> FilterText? {
    plan.stop.expression.map { FilterText(expression: $0, optimizes: plan.optimizes) }
  }

  private init(expression: String, optimizes: Bool) {
    self.expression = expression
    self.optimizes = optimizes
  }

  /// Whether there is nothing to compile.
  var isEmpty: Bool { expression.allSatisfy(\.isWhitespace) }

  /// Compiles the expression.
  ///
  /// - Throws: `ToolError` for a mistake in it.
  func compile(for target: FilterTarget, _ resolver: any NameResolver) throws(ToolError) -> CompiledFilter {
    do throws(FilterError) {
      return try program(for: target, resolver)
    } catch {
      throw .filter(error, expression: expression)
    }
  }

  /// The same, with the mistake alone.
  ///
  /// - Throws: `FilterError` for a mistake in it.
  func program(for target: FilterTarget, _ resolver: any NameResolver) throws(FilterError) -> CompiledFilter {
    var target = target
    target.optimizes = optimizes
    return try CompiledFilter(expression, for: target, resolver: resolver)
  }

  /// The filter for packets that may be of several link types; `nil` when every packet is wanted.
  ///
  /// - Throws: `ToolError` for a mistake in the expression.
  func packetFilter(for target: FilterTarget, _ resolver: any NameResolver) throws(ToolError) -> PacketFilter? {
    guard !isEmpty else { return nil }
    do throws(FilterError) {
      let kind = PacketFilter.Kind(linkType: target.linkType, isSwapped: target.isSwapped)
      return try PacketFilter(first: kind) { kind throws(FilterError) in
        var target = target
        (target.linkType, target.isSwapped) = (kind.linkType, kind.isSwapped)
        return try program(for: target, resolver)
      }
    } catch {
      throw .filter(error, expression: expression)
    }
  }

  /// The program for the packets that the filter turns away without having looked into them; `nil` when there are none.
  func overlookedProgram(for target: FilterTarget, _ resolver: any NameResolver) -> BPFProgram? {
    CompiledFilter.overlookedProgram(of: expression, for: target, resolver: resolver)
  }

  /// Lays the expression out to be explained.
  ///
  /// - Throws: `ToolError` for a mistake in it.
  func outline(for target: FilterTarget, _ resolver: any NameResolver) throws(ToolError) -> FilterOutline {
    do throws(FilterError) {
      _ = try CompiledFilter(expression, for: target, resolver: resolver)
      return try FilterOutline(expression, for: target, resolver: resolver)
    } catch {
      throw .filter(error, expression: expression)
    }
  }

  /// A text in which comments, from `#` to the end of a line, have become spaces.
  private static func withoutComments(_ text: String) -> String {
    var isComment = false
    return String(
      decoding: text.utf8.map { byte in
        if byte == UInt8(ascii: "\n") { isComment = false }
        if byte == UInt8(ascii: "#") { isComment = true }
        return isComment ? UInt8(ascii: " ") : byte
      }, as: UTF8.self)
  }
}
