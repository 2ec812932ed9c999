/// One step of an evaluator: one or two questions to a packet and where their answers lead, or a computation.
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
    /// A field leads where a table of points says, or where `neither` does: there are `value.0` + 1 bits from `second` on,
    /// and `mask.1` + 1 entries from `value.1` on.
    case points
    case pointsBehindHeader
    /// The same for one field, then for another one of its size whose 8 bytes are at `onlyFirst`.
    case eitherPoint
    case eitherPointBehindHeader
    /// A field leads where the table of segments at `second` says, which has twice `mask.1` entries.
    case segments
    case segmentsBehindHeader
    /// The length on the wire is in a range.
    case length
    /// The packet has `first` bytes.
    case reach
    case reachBehindHeader

    // What follows computes numbers in registers and goes on at `both`.
    /// Register `target` becomes the `value.1` bytes at `first`.
    case load
    /// The same, `first` being counted from register `operand`.
    case loadFromRegister
    /// Register `target` becomes the length of the IPv4 header at `first`.
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
  var target: UInt8 = 0
  var operand: UInt8 = 0
  /// How far a field is to be shifted to the right in its 8 bytes.
  var shift: UInt8 = 0
  var header: UInt32 = 0
  @usableFromInline var first: UInt32 = 0
  @usableFromInline var second: UInt32 = 0
  @usableFromInline var mask: (UInt64, UInt64) = (0, 0)
  @usableFromInline var value: (UInt64, UInt64) = (0, 0)
  @usableFromInline var otherMask: UInt64 = 0
  @usableFromInline var otherValue: UInt64 = 0
  /// Where the answers lead: of two questions by which are answered with yes; of one, and of what is no question, to
  /// `both` or `neither`.
  var neither: Int32
  var onlyFirst: Int32
  var onlySecond: Int32
  var both: Int32
  /// The same four for a pair, 16 bits each, in this order from the lowest: chosen from without a jump, which would
  /// mostly be guessed wrong.
  @usableFromInline var answers: UInt64 = 0

  init(_ kind: Kind, yes: Int32 = 0, no: Int32 = 0) {
    self.kind = kind
    (both, onlyFirst, onlySecond, neither) = (yes, yes, no, no)
  }

  @inline(__always)
  func answer(_ isYes: Bool) -> Int { Int(isYes ? both : neither) }

  /// Where a pair leads, given its two windows.
  @inlinable @inline(__always)
  func answer(_ firstWindow: UInt64, _ secondWindow: UInt64) -> Int {
    let isFirst: UInt64 = (firstWindow ^ value.0) & mask.0 == 0 ? 16 : 0
    let isOne: UInt64 = (secondWindow ^ value.1) & mask.1 == 0 ? 32 : 0
    let isOther: UInt64 = (secondWindow ^ otherValue) & otherMask == 0 ? 32 : 0
    return Int(Int16(truncatingIfNeeded: answers &>> (isFirst | isOne | isOther)))
  }

  /// The step with its answers packed; they must be numbers of 16 bits with a sign.
  var packed: EvaluatorStep {
    var step = self
    step.answers = [neither, onlyFirst, onlySecond, both].reversed().reduce(0) {
      $0 << 16 | UInt64(UInt16(truncatingIfNeeded: $1))
    }
    return step
  }

  @inline(__always)
  func holds(_ number: UInt64) -> Bool { number &- value.0 <= value.1 }
}
