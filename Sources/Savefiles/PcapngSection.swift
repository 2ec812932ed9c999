internal import Bytes
internal import Packets

struct PcapngSection {
  let order: ByteOrder
  init(order: ByteOrder) { self.order = order }
  @_lifetime(&input)
  mutating func next(from input: inout SavefileInput, isAtEnd: inout Bool) throws(SavefileError) -> CapturedPacket? {
    nil
  }
}
