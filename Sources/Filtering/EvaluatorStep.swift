/// One step of an evaluator: one or two questions to a packet and where their answers lead, or a computation. Just as long
/// as a line of the cache.
///
/// Most steps are pairs: each question is whether the 8 bytes at an offset, the first in the lowest bits, are a value
/// under a mask; the second question is whether they are one of two values under their masks.
@usableFromInline
struct EvaluatorStep: Sendable, BitwiseCopyable {
  /// What a step does.
  @usableFromInline
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    /// Asks both questions.
    case pair
    /// The same, offsets being counted from the end of the IPv4 header that begins at `header`.
    case pairBehindHeader

    /// A field of the 8 bytes at `first` is in a range: `value.0` and the `value.1` numbers behind it.
    case range
    case rangeBehindHeader
    /// A field leads where a table of points says, or where `neither` does: there are `value.0` + 1 bits from
    /// `otherMask` on, and `mask.1` + 1 entries from `value.1` on.
    case points
    case pointsBehindHeader
    /// The same for one field, then for another one of its size whose 8 bytes are at `second`.
    case eitherPoint
    case eitherPointBehindHeader
    /// A field leads where the table of segments at `otherMask` says, which has twice `mask.1` entries.
    case segments
    case segmentsBehindHeader
    /// The length on the wire is in a range.
    case length
    /// The packet has `first` bytes.
    case reach
    case reachBehindHeader

    // What follows computes numbers in registers and goes on at `both`.
    /// Register `target` becomes the `value.1` bytes at `value.0`.
    case load
    /// The same, `value.0` being counted from register `operand`.
    case loadFromRegister
    /// Register `target` becomes the length of the IPv4 header at `value.0`.
    case headerLength
    case wireLength
    /// Register `target` becomes `value.0`.
    case constant
    case copy
    case negate
    /// Register `target` becomes what an operation makes of it and register `operand`.
    case add, subtract, multiply, divide, remainder, and, or, exclusiveOr, shiftLeft, shiftRight
    /// Registers `target` and `operand` are compared.
    case isEqual, isGreater, isGreaterOrEqual, haveCommonBits
  }

  var kind: Kind
  /// How far a field is to be shifted to the right in its 8 bytes.
  var shift: UInt8 = 0
  var header: UInt16 = 0
  @usableFromInline var first: UInt16 = 0
  @usableFromInline var second: UInt16 = 0
  /// Where the answers lead, 16 bits each: of two questions, from the lowest bits on, when neither, only the first, only
  /// the second or both are answered with yes; of one, and of what is no question, to `both` or `neither`. One of them is
  /// chosen by moving, as jumps would mostly be guessed wrong.
  @usableFromInline var answers: UInt64 = 0
  @usableFromInline var mask: (UInt64, UInt64) = (0, 0)
  @usableFromInline var value: (UInt64, UInt64) = (0, 0)
  @usableFromInline var otherMask: UInt64 = 0
  @usableFromInline var otherValue: UInt64 = 0

  init(_ kind: Kind, yes: Int32 = 0, no: Int32 = 0) {
    self.kind = kind
    (both, onlyFirst, onlySecond, neither) = (yes, yes, no, no)
  }

  @inline(__always)
  func answer(_ isYes: Bool) -> Int { Int(isYes ? both : neither) }

  /// Where a pair leads, given its two windows.
  @inlinable @inline(__always)
  func answer(_ firstWindow: UInt64, _ secondWindow: UInt64) -> Int {
    let ofFirst = (firstWindow ^ value.0) & mask.0 == 0 ? answers &>> 16 : answers
    let ofSecond = ofFirst &>> 32
    let ofOne = (secondWindow ^ value.1) & mask.1 == 0 ? ofSecond : ofFirst
    let ofBoth = (secondWindow ^ otherValue) & otherMask == 0 ? ofSecond : ofOne
    return Int(Int16(truncatingIfNeeded: ofBoth))
  }

  /// Whether it answers only for packets that have what another step, which asks for nothing else, needs.
  func needsAsMuch(as reach: EvaluatorStep) -> Bool {
    let isBehindHeader: Bool
    let end: UInt16
    switch kind {
    case .pair, .pairBehindHeader: (isBehindHeader, end) = (kind == .pairBehindHeader, max(first, second) + 8)
    case .eitherPoint, .eitherPointBehindHeader:
      (isBehindHeader, end) = (kind == .eitherPointBehindHeader, max(first, second) + 8)
    case .range, .points, .segments: (isBehindHeader, end) = (false, first + 8)
    case .rangeBehindHeader, .pointsBehindHeader, .segmentsBehindHeader: (isBehindHeader, end) = (true, first + 8)
    case .reach, .reachBehindHeader: (isBehindHeader, end) = (kind == .reachBehindHeader, first)
    default: return false
    }
    let wantsHeader = reach.kind == .reachBehindHeader
    return isBehindHeader == wantsHeader && (!wantsHeader || header == reach.header) && end >= reach.first
  }

  var neither: Int32 {
    get { self[0] }
    set { self[0] = newValue }
  }
  var onlyFirst: Int32 {
    get { self[16] }
    set { self[16] = newValue }
  }
  var onlySecond: Int32 {
    get { self[32] }
    set { self[32] = newValue }
  }
  var both: Int32 {
    get { self[48] }
    set { self[48] = newValue }
  }

  /// The answer from a bit on. One that does not fit makes the whole evaluator one that is not used.
  private subscript(bit: UInt64) -> Int32 {
    @inline(__always) get { Int32(Int16(truncatingIfNeeded: answers &>> bit)) }
    set { answers = answers & ~(0xffff << bit) | UInt64(UInt16(truncatingIfNeeded: newValue)) << bit }
  }

  /// The register that a computation changes, and the other one that it uses.
  var target: UInt8 {
    @inline(__always) get { UInt8(truncatingIfNeeded: second) }
    set { second = second & 0xff00 | UInt16(newValue) }
  }
  var operand: UInt8 {
    @inline(__always) get { UInt8(truncatingIfNeeded: second &>> 8) }
    set { second = second & 0xff | UInt16(newValue) << 8 }
  }

  @inline(__always)
  func holds(_ number: UInt64) -> Bool { number &- value.0 <= value.1 }
}
