import Bytes
import Foundation
import Packets
import Savefiles
import System

/// Reads bytes behind the beginning of a savefile: nothing may trap, hang, or grow beyond what the bytes are worth.
public func fuzzSavefile(_ beginning: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) {
  let file = beginning + bytes
  let small = packets(of: file, bufferCapacity: 64)
  let large = packets(of: file, bufferCapacity: 1 << 16)
  precondition(small == large, "the size of the buffer changes what is read")
  precondition(large <= file.count / 12 + 1, "more packets than there is room for")
  precondition(packets(of: file, bufferCapacity: 4096, recovers: true) <= file.count / 12 + 1)
}

/// How many packets are read of a file before its end or its damage.
private func packets(of file: [UInt8], bufferCapacity: Int, recovers: Bool = false) -> Int {
  guard let stream = tmpfile() else { return 0 }
  defer { fclose(stream) }
  let number = dup(fileno(stream))
  try? FileDescriptor(borrowing: number).write(file.rawSpan)
  lseek(number, 0, SEEK_SET)
  var count = 0
  do {
    let side = SideBlocks()
    var reader = try SavefileReader(FileDescriptor(owning: number), sideBlocks: side, bufferCapacity: bufferCapacity)
    if recovers { reader.recover { _ in } }
    while !reader.isAtEnd {
      if let packet = try reader.next() {
        precondition(packet.bytes.byteCount <= file.count)
        count += 1
      } else {
        _ = side.take()
        try reader.wait()
      }
    }
  } catch {}
  return count
}
