import Bytes

extension BPFProgram {
  /// Whether the program takes a packet.
  @inlinable
  public func matches(_ packet: RawSpan, originalLength: Int) -> Bool {
    run(on: packet, originalLength: originalLength) != 0
  }

  /// Runs the program over a packet's captured bytes.
  ///
  /// A load past the captured bytes refuses the packet, as do a division by zero, an unknown instruction, a jump out of
  /// the program, and a program that keeps jumping back.
  ///
  /// - Parameters:
  ///   - packet: the captured bytes.
  ///   - originalLength: bytes the packet had on the wire.
  /// - Returns: bytes to keep of the packet; 0 when it is refused.
  public func run(on packet: RawSpan, originalLength: Int) -> UInt32 {
    var machine = BPFMachine(length: UInt32(truncatingIfNeeded: originalLength))
    return machine.run(instructions.span, over: packet)
  }
}
