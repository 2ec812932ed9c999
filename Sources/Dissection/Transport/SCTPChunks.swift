import Bytes

/// A chunk of an SCTP packet. Source: RFC 9260 section 3.2.
///
///     0      1       2        4
///     | type | flags | length | value ...
public struct SCTPChunk: Sendable {
  /// Bytes of type, flags and length.
  public static let headerLength = 4

  /// What it is.
  public var type: UInt8
  /// Its eight flags.
  public var flags: UInt8
  /// Where its type stands in the packet.
  public var offset: Int
  /// Bytes of it, header included, without the padding.
  public var length: Int
}

/// The chunks of an SCTP packet, one after the other; ends with the packet, or at a fault.
public struct SCTPChunks: ~Escapable {
  /// Why a chunk is none.
  public enum Fault: Sendable, Equatable {
    /// The packet ends inside its header.
    case cutHeader
    /// Its length is less than its header.
    case short(Int)
    /// It was not captured whole, or its padding was not.
    case truncated
  }

  private let bytes: RawSpan
  private var offset: Int
  private let end: Int
  private var padding = 0

  /// What stopped the walk, if anything did.
  public private(set) var fault: Fault?

  /// The chunks of a packet from `offset` on.
  ///
  /// - Parameter length: bytes of the packet, as the layer around it tells.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, from offset: Int, length: Int) {
    self.bytes = bytes
    self.offset = offset
    end = length
  }

  /// The next chunk, or `nil` at the end or at a fault.
  @_lifetime(self: copy self)
  public mutating func next() -> SCTPChunk? {
    guard fault == nil, skipPadding(), offset < end else { return nil }
    if end - offset < SCTPChunk.headerLength { return stop(.cutHeader) }
    guard bytes.has(SCTPChunk.headerLength, at: offset) else { return stop(.truncated) }
    let length = Int(bytes.load16(offset + 2))
    if length < SCTPChunk.headerLength { return stop(.short(length)) }
    padding = -length & 3
    guard bytes.has(length, at: offset) else { return stop(.truncated) }
    let chunk = SCTPChunk(type: bytes.load8(offset), flags: bytes.load8(offset + 1), offset: offset, length: length)
    offset += length
    return chunk
  }

  /// Goes behind the padding of the chunk before; returns whether it was captured.
  @_lifetime(self: copy self)
  private mutating func skipPadding() -> Bool {
    guard bytes.has(padding, at: offset) else {
      fault = .truncated
      return false
    }
    offset += padding
    padding = 0
    return true
  }

  @_lifetime(self: copy self)
  private mutating func stop(_ reason: Fault) -> SCTPChunk? {
    fault = reason
    return nil
  }
}
