internal import CLinux
internal import Glibc

/// Memory that a descriptor's kernel object shares with this process; unmapped when the owner goes.
@safe
public struct MappedMemory: ~Copyable {
  /// Where it begins; valid as long as this value lives.
  public let start: UnsafeMutableRawPointer
  /// Bytes of it.
  public let byteCount: Int

  /// Maps the first bytes of what a descriptor stands for, to be read and written, shared.
  ///
  /// - Throws: `SystemCallError` when the kernel refuses.
  public init(of descriptor: Int32, byteCount: Int) throws(SystemCallError) {
    let address = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      throw SystemCallError("mmap", code: errno)
    }
    // A copy of the process would keep the kernel's object alive.
    unsafe clinux_keep_from_copies(address, byteCount)
    unsafe start = address
    self.byteCount = byteCount
  }

  // SAFETY: the mapping is ours alone, and no pointer into it outlives its owner.
  deinit { unsafe munmap(start, byteCount) }
}
