/// A classic BPF program: what the kernel filters with, what `-d` lists, and what `run` interprets.
public struct BPFProgram: Hashable, Sendable {
  /// The instructions, the first to run first.
  public var instructions: [BPFInstruction]

  /// A program of the given instructions, which nobody has checked: see `verify(for:)`.
  public init(instructions: [BPFInstruction]) { self.instructions = instructions }

  /// The longest program that the kernel takes, in instructions (`BPF_MAXINSNS`).
  public static let maximumLength = 4096

  /// Slots of scratch memory that a program has (`BPF_MEMWORDS`).
  public static let scratchSlots = 16

  /// A program that takes `snapshotLength` bytes of every packet.
  public static func acceptingAll(snapshotLength: Int) -> BPFProgram {
    let length = UInt32(clamping: snapshotLength)
    return BPFProgram(instructions: [BPFInstruction(code: BPFOpcode.returnConstant, k: length)])
  }
}
