/// One instruction of classic BPF.
///
/// Source: McCanne and Jacobson, "The BSD Packet Filter" (1993), table 2; `linux/filter.h` (`struct sock_filter`).
public struct BPFInstruction: Hashable, Sendable, BitwiseCopyable {
  /// Class, size and mode, or class, operation and operand: see `BPFOpcode`.
  public var code: UInt16
  /// Instructions to skip when a conditional jump's condition holds.
  public var jt: UInt8
  /// Instructions to skip when it does not.
  public var jf: UInt8
  /// The operand: a constant, an offset, a scratch memory slot, or how far `ja` jumps.
  public var k: UInt32

  /// An instruction as its four fields say.
  @inlinable
  public init(code: UInt16, jt: UInt8 = 0, jf: UInt8 = 0, k: UInt32 = 0) {
    self.code = code
    self.jt = jt
    self.jf = jf
    self.k = k
  }
}
