import BPF

/// The only loop: from one header of an IP packet to the next, up to a wanted protocol or the end.
///
/// What it does with authentication headers is what libpcap does, odd as that is.
extension Emitter {
  mutating func walk(_ chain: ProtocolChain) throws(FilterError) {
    let kept = try takeTemporary()
    let start = chain.networkOffset
    // A is the protocol that follows, X where it begins, counted from the IP header.
    add(BPFOpcode.loadByte, start &+ (chain.isIPv6 ? 6 : 9))
    if chain.isIPv6 {
      add(BPFOpcode.loadXImmediate, 40)
    } else {
      add(BPFOpcode.loadXHeaderLength, start)
    }
    let again = code.count
    if chain.isIPv6 {
      walkExtensions(chain, kept, again)
    } else {
      walkAuthentication(chain, kept, again, before: [])
    }
    giveBackTemporary()
    registers.x = nil
  }

  /// Jumps forward over so many instructions when A is a number.
  private mutating func skip(_ count: Int, ifEqual number: UInt32) {
    code.append(BPFInstruction(code: BPFOpcode.jumpEqual, jt: UInt8(count), jf: 0, k: number))
  }

  private mutating func jumpBack(to target: Int) {
    add(BPFOpcode.jump, UInt32(bitPattern: Int32(target - code.count - 1)))
  }

  private mutating func walkExtensions(_ chain: ProtocolChain, _ kept: UInt32, _ again: Int) {
    // Hop-by-hop options, destination options, routing and fragment headers say their length alike.
    let authentication: [(UInt16, UInt32)] = [
      (BPFOpcode.loadByteIndexed, chain.networkOffset), (BPFOpcode.store, kept),
      (BPFOpcode.loadByteIndexed, chain.networkOffset &+ 1), (BPFOpcode.add, 1), (BPFOpcode.multiply, 8),
      (BPFOpcode.add | BPFOpcode.operandX, 0), (BPFOpcode.transferToX, 0), (BPFOpcode.loadMemory, kept),
    ]
    walkAuthentication(chain, kept, again, before: authentication)
  }

  /// The rest of the loop; `advance` steps over an IPv6 extension header.
  private mutating func walkAuthentication(
    _ chain: ProtocolChain, _ kept: UInt32, _ again: Int, before advance: [(UInt16, UInt32)]
  ) {
    let step: [(UInt16, UInt32)] = [
      (BPFOpcode.transferToA, 0), (BPFOpcode.loadByteIndexed, chain.networkOffset), (BPFOpcode.store, kept),
      (BPFOpcode.transferToA, 0), (BPFOpcode.add, 1), (BPFOpcode.transferToX, 0),
      (BPFOpcode.loadByteIndexed, chain.networkOffset), (BPFOpcode.add, 2), (BPFOpcode.multiply, 4),
      (BPFOpcode.transferToX, 0), (BPFOpcode.loadMemory, kept),
    ]
    let isIPv6 = !advance.isEmpty
    // Behind the questions: the step over an extension header and its jump, then the authentication header's.
    let advanceLength = isIPv6 ? advance.count + 1 : 0
    let end = (isIPv6 ? 5 : 1) + advanceLength + step.count + 1
    skip(end + 1, ifEqual: chain.wanted)
    skip(end, ifEqual: 59)
    if isIPv6 {
      for (index, number) in [UInt32(0), 60, 43, 44].enumerated() { skip(4 - index, ifEqual: number) }
      code.append(BPFInstruction(code: BPFOpcode.jumpEqual, jt: UInt8(advanceLength), jf: UInt8(end - 5), k: 51))
      for (opcode, k) in advance { add(opcode, k) }
      jumpBack(to: again)
    } else {
      code.append(BPFInstruction(code: BPFOpcode.jumpEqual, jt: 0, jf: UInt8(step.count + 1), k: 51))
    }
    for (opcode, k) in step { add(opcode, k) }
    jumpBack(to: again)
  }
}
