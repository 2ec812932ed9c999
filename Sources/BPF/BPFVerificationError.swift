/// Why a program is refused, and at which instruction.
public struct BPFVerificationError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// There is no instruction.
    case empty
    /// There are more instructions than `BPFProgram.maximumLength`.
    case tooLong
    /// There is no such instruction.
    case unknownInstruction
    /// A jump leaves the program.
    case jumpOutside
    /// A jump goes back, which the kernel does not allow.
    case jumpBack
    /// There is no such scratch slot.
    case unknownSlot
    /// A scratch slot may be read before anything is stored in it, which the kernel does not allow.
    case slotNotStored
    /// A division by the constant 0.
    case divisionByZero
    /// A shift by 32 bits or more, which the kernel does not allow.
    case shiftTooLong
    /// The last instruction is not a return.
    case noReturn
  }

  /// What is wrong.
  public var reason: Reason
  /// The index of the instruction.
  public var index: Int

  /// A reason and the index of an instruction.
  public init(_ reason: Reason, at index: Int) {
    self.reason = reason
    self.index = index
  }
}
