import Foundation
import System
import TestSupport
import Testing

@Suite struct FileDescriptorTests {
  @Test func `what is written is read again`() throws {
    let file = TemporaryFile()
    let bytes = [UInt8](repeating: 3, count: 300_000)
    let output = try FileDescriptor(creating: file.path)
    var written = 5
    try output.write(bytes.span.bytes, written: &written)
    try output.close()
    #expect(written == 300_005)
    #expect(file.bytes == bytes)

    let input = try FileDescriptor(reading: file.path)
    var buffer = ReadBuffer(capacity: 1000)
    #expect(try buffer.fill(from: input) == 1000)
    #expect(try input.kind() == .regular(size: 300_000))
  }

  @Test func `creating empties a file that is there`() throws {
    let file = try TemporaryFile([1, 2, 3])
    try FileDescriptor(creating: file.path).close()
    #expect(file.bytes.isEmpty)
  }

  @Test func `a missing file is an error with call and number`() {
    let error = SystemCallError("open", code: ENOENT)
    #expect(throws: error) { try FileDescriptor(reading: "/nowhere/at/all").close() }
    #expect(error.reason == "No such file or directory")
  }

  @Test func `an owned descriptor is closed with its owner, a borrowed one is not`() throws {
    let pipe = Pipe()
    let number = pipe.fileHandleForReading.fileDescriptor
    do { _ = FileDescriptor(borrowing: number) }
    #expect(fcntl(number, F_GETFD) >= 0)
    try FileDescriptor(borrowing: number).close()
    #expect(fcntl(number, F_GETFD) >= 0)
    // The numbers of closed files are used again by other tests: what tells is the other end of the pipe.
    let copy = dup(pipe.fileHandleForWriting.fileDescriptor)
    try pipe.fileHandleForWriting.close()
    do { _ = FileDescriptor(owning: copy) }
    #expect(try pipe.fileHandleForReading.readToEnd() ?? Data() == Data())
  }

  @Test func `kinds are told apart`() throws {
    let pipe = Pipe()
    #expect(try FileDescriptor(reading: "/tmp").kind() == .directory)
    #expect(try FileDescriptor(borrowing: pipe.fileHandleForReading.fileDescriptor).kind() == .stream)
    #expect(throws: SystemCallError("fstat", code: EBADF)) { try FileDescriptor(borrowing: -1).kind() }
  }

  @Test func `waiting tells whether there is something to read`() throws {
    let (pipe, wake) = (Pipe(), Pipe())
    let input = FileDescriptor(borrowing: pipe.fileHandleForReading.fileDescriptor)
    #expect(try !input.waitUntilReadable(milliseconds: 0))
    try wake.fileHandleForWriting.write(contentsOf: Data([1]))
    #expect(try !input.waitUntilReadable(orFor: wake.fileHandleForReading.fileDescriptor))
    try pipe.fileHandleForWriting.write(contentsOf: Data([1]))
    #expect(try input.waitUntilReadable())
    try pipe.fileHandleForWriting.close()
    #expect(try input.waitUntilReadable())
  }

  @Test func `a descriptor that does not block is waited for`() throws {
    let pipe = Pipe()
    let (input, output) = (pipe.fileHandleForReading, pipe.fileHandleForWriting)
    for handle in [input, output] { _ = fcntl(handle.fileDescriptor, F_SETFL, O_NONBLOCK) }
    let bytes = [UInt8](repeating: 7, count: 300_000)
    let number = output.fileDescriptor
    let writer = Foundation.Thread {
      usleep(50_000)
      try? FileDescriptor(borrowing: number).write(bytes.span.bytes)
      try? output.close()
    }
    writer.start()
    let source = FileDescriptor(borrowing: input.fileDescriptor)
    var buffer = ReadBuffer(capacity: 400_000)
    while try buffer.fill(from: source) > 0 {}
    #expect(buffer.count == 300_000)
  }

  @Test func `what was written last can be taken back from a file and not from a pipe`() throws {
    let file = TemporaryFile()
    let output = try FileDescriptor(creating: file.path)
    try output.write(([1, 2, 3, 4] as [UInt8]).span.bytes)
    try output.retract(3)
    try output.write(([5] as [UInt8]).span.bytes)
    #expect(file.bytes == [1, 5])
    let pipe = Pipe()
    #expect(throws: SystemCallError("lseek", code: ESPIPE)) {
      try FileDescriptor(borrowing: pipe.fileHandleForWriting.fileDescriptor).retract(1)
    }
  }
}
