import Bytes

/// What a management frame of IEEE 802.11 tells of a network, from its elements: of each the first that makes sense.
///
/// An element is its number, its length, and so many bytes. Source: IEEE 802.11-2016 section 9.4.2.
public struct WLANElements: ~Escapable {
  private enum Element {
    static let networkName: UInt8 = 0
    static let rates: UInt8 = 1
    static let channel: UInt8 = 3
  }

  private let bytes: RawSpan
  private var nameRange: Range<Int>?
  private var ratesRange: Range<Int>?

  /// The channel; `nil` when it was not told.
  public private(set) var channel: UInt8?

  /// Whether there is anything wrong with the elements, or the captured bytes end inside them.
  public private(set) var isCut = false

  /// Reads the elements of `length` bytes, of which `bytes` were captured.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    var offset = 0
    while offset < length {
      guard length - offset >= 2, let number = bytes.uint8(ifAt: offset), let size = bytes.uint8(ifAt: offset + 1),
        length - offset - 2 >= Int(size), bytes.has(Int(size), at: offset + 2), read(number, offset + 2, Int(size))
      else {
        isCut = true
        return
      }
      offset += 2 + Int(size)
    }
  }

  /// Reads an element; returns whether it makes sense.
  @_lifetime(self: copy self)
  private mutating func read(_ number: UInt8, _ start: Int, _ size: Int) -> Bool {
    let range = start..<(start + size)
    switch number {
    case Element.networkName:
      guard size <= 32 else { return false }
      nameRange = nameRange ?? range
    case Element.rates:
      guard size <= 16 else { return false }
      if size > 0 { ratesRange = ratesRange ?? range }
    case Element.channel where size == 1: channel = channel ?? bytes.load8(start)
    case 5 where size > 254: return false
    case 16 where size > 253: return false
    default: break
    }
    return true
  }

  /// Whether there is a name of the network.
  public var hasNetworkName: Bool { nameRange != nil }

  /// The name of the network; empty without one.
  public var networkName: RawSpan {
    @_lifetime(copy self)
    get { bytes.extracting(nameRange ?? 0..<0) }
  }

  /// The rates in 500 kb/s, the highest bit for one that everyone must know; empty when they were not told.
  public var rates: RawSpan {
    @_lifetime(copy self)
    get { bytes.extracting(ratesRange ?? 0..<0) }
  }
}
