public import Bytes

/// A protocol's header over the bytes it stands in.
///
/// One file a protocol: what it is and its layout, `kind` and `bindings`, the offsets, an initializer that throws only
/// when the fixed header is not there, a property per field in wire order which cannot fail, and iterators over options.
/// A view prints nothing, allocates nothing and names no other protocol than by a key.
public protocol ProtocolView: ~Escapable, SendableMetatype {
  /// Which protocol it is.
  static var kind: ProtocolKind { get }

  /// Where it hangs; several keys when several parents carry it.
  static var bindings: [Binding] { get }

  /// The view over `bytes`, which begin with the header and may end anywhere.
  ///
  /// - Throws: `Truncation` when the fixed header is not whole.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) throws(Truncation)

  /// Bytes of header, options included, as the header tells; may be more than there are.
  var headerLength: Int { get }

  /// Bytes behind the header that are its payload as the header tells; `nil` when all the rest is.
  var payloadLength: Int? { get }

  /// Bytes at the end of its payload that belong to itself.
  var trailerLength: Int { get }

  /// What comes behind it.
  var next: NextProtocol { get }

  /// Whether its fixed header contradicts itself, so that nothing behind it can be found.
  var isMalformed: Bool { get }

  /// Tells every field in wire order.
  func fields(into visitor: inout some FieldVisitor)
}

extension ProtocolView where Self: ~Escapable {
  /// All the rest.
  @inlinable public var payloadLength: Int? { nil }
  /// None.
  @inlinable public var trailerLength: Int { 0 }
  /// Nothing.
  @inlinable public var next: NextProtocol { .none }
  /// No.
  @inlinable public var isMalformed: Bool { false }
}
