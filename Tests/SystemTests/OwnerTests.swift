import Glibc
import Synchronization
import System
import Testing

@Suite("Owners of what the system gives")
struct OwnerTests {
  @Test("The first library that is installed is opened, and its functions are found")
  func library() throws {
    let library = try DynamicLibrary(named: ["libnosuch.so.9", "libm.so.6"])
    let cosine = try library.function("cos", as: (@convention(c) (Double) -> Double).self)
    #expect(cosine(0) == 1)
    #expect(throws: DynamicLibrary.Failure.self) {
      _ = try library.function("no_such_function", as: (@convention(c) () -> Void).self)
    }
  }

  @Test("A library that is not installed is told by its first name")
  func missingLibrary() throws {
    let failure = #expect(throws: DynamicLibrary.Failure.self) {
      _ = try DynamicLibrary(named: ["libnosuch.so.9", "libneither.so"])
    }
    #expect(failure?.name == "libnosuch.so.9")
    #expect(failure?.reason.contains("libnosuch.so.9") == true)
  }

  @Test("A thread has run when it is joined")
  func thread() throws {
    final class Flag: Sendable { let value = Mutex(0) }
    let flag = Flag()
    let thread = try Thread {
      usleep(10_000)
      flag.value.withLock { $0 = 7 }
    }
    thread.join()
    #expect(flag.value.withLock { $0 } == 7)
  }

  @Test("What is written into mapped memory is in the file")
  func mapping() throws {
    var path = Array("/tmp/mapping-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    try #require(descriptor >= 0)
    defer {
      unlink(path)
      close(descriptor)
    }
    #expect(ftruncate(descriptor, 4096) == 0)
    do {
      let memory = try MappedMemory(of: descriptor, byteCount: 4096)
      memory.start.storeBytes(of: 42, as: UInt8.self)
    }
    var byte: UInt8 = 0
    #expect(pread(descriptor, &byte, 1, 0) == 1)
    #expect(byte == 42)
  }

  @Test("A mapping of nothing is refused")
  func badMapping() {
    #expect(throws: SystemCallError("mmap", code: EBADF)) { _ = try MappedMemory(of: -1, byteCount: 4096) }
  }

  @Test("A closed pipe is told as failed, a full one as readable")
  func poller() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #expect(try Poller.wait(for: ends[0], milliseconds: 0) == .init(isReadable: false, hasFailed: false))
    write(ends[1], "x", 1)
    #expect(try Poller.wait(for: ends[0], milliseconds: 0).isReadable)
    close(ends[1])
    #expect(try Poller.wait(for: ends[0], milliseconds: 0).hasFailed)
    close(ends[0])
  }
}
