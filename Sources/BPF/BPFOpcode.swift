/// The operation codes of classic BPF, each a whole `code` field.
///
/// Source: `linux/bpf_common.h`, `linux/filter.h`.
public enum BPFOpcode {
  /// A = the word at k.
  public static let loadWord: UInt16 = 0x20
  /// A = the half-word at k.
  public static let loadHalf: UInt16 = 0x28
  /// A = the byte at k.
  public static let loadByte: UInt16 = 0x30
  /// A = the word at X + k.
  public static let loadWordIndexed: UInt16 = 0x40
  /// A = the half-word at X + k.
  public static let loadHalfIndexed: UInt16 = 0x48
  /// A = the byte at X + k.
  public static let loadByteIndexed: UInt16 = 0x50
  /// A = k.
  public static let loadImmediate: UInt16 = 0x00
  /// A = scratch slot k.
  public static let loadMemory: UInt16 = 0x60
  /// A = the packet's length on the wire.
  public static let loadLength: UInt16 = 0x80
  /// X = k.
  public static let loadXImmediate: UInt16 = 0x01
  /// X = scratch slot k.
  public static let loadXMemory: UInt16 = 0x61
  /// X = the packet's length on the wire.
  public static let loadXLength: UInt16 = 0x81
  /// X = four times the low nibble of the byte at k: an IPv4 header's length.
  public static let loadXHeaderLength: UInt16 = 0xb1
  /// Scratch slot k = A.
  public static let store: UInt16 = 0x02
  /// Scratch slot k = X.
  public static let storeX: UInt16 = 0x03
  /// A += k.
  public static let add: UInt16 = 0x04
  /// A -= k.
  public static let subtract: UInt16 = 0x14
  /// A *= k.
  public static let multiply: UInt16 = 0x24
  /// A /= k.
  public static let divide: UInt16 = 0x34
  /// A |= k.
  public static let or: UInt16 = 0x44
  /// A &= k.
  public static let and: UInt16 = 0x54
  /// A <<= k.
  public static let shiftLeft: UInt16 = 0x64
  /// A >>= k.
  public static let shiftRight: UInt16 = 0x74
  /// A = -A.
  public static let negate: UInt16 = 0x84
  /// A %= k.
  public static let remainder: UInt16 = 0x94
  /// A ^= k.
  public static let exclusiveOr: UInt16 = 0xa4
  /// Skip k instructions.
  public static let jump: UInt16 = 0x05
  /// Skip jt instructions if A = k, else jf.
  public static let jumpEqual: UInt16 = 0x15
  /// Skip jt instructions if A > k, else jf.
  public static let jumpGreater: UInt16 = 0x25
  /// Skip jt instructions if A >= k, else jf.
  public static let jumpGreaterOrEqual: UInt16 = 0x35
  /// Skip jt instructions if A & k is not 0, else jf.
  public static let jumpSet: UInt16 = 0x45
  /// Accept k bytes; 0 refuses the packet.
  public static let returnConstant: UInt16 = 0x06
  /// Accept A bytes.
  public static let returnA: UInt16 = 0x16
  /// X = A.
  public static let transferToX: UInt16 = 0x07
  /// A = X.
  public static let transferToA: UInt16 = 0x87

  /// Added to an arithmetic or jump code: the operand is X, not k.
  public static let operandX: UInt16 = 0x08
}
