internal import CLinux
internal import Glibc

/// The system calls that are left to a process which captures, decodes and writes: a program of classic BPF over
/// `struct seccomp_data` (linux/seccomp.h).
///
/// Everything is on the list that is allowed, all else fails with EPERM. Made by hand and not by libseccomp: the list is
/// the same for everybody, so there is nothing to compile, and nothing to install or to open.
struct SystemCallFilter {
  /// Where in the structure a word stands.
  private enum Offset {
    static let number: UInt32 = 0
    static let machine: UInt32 = 4
    /// The lower half of an argument.
    static func argument(_ index: UInt32) -> UInt32 { 16 + 8 * index }
  }

  /// What a program answers (linux/seccomp.h).
  private enum Verdict {
    static let allow: UInt32 = 0x7fff_0000
    static let kill: UInt32 = 0x8000_0000
    static let refuse: UInt32 = 0x0005_0000 | UInt32(EPERM)
  }

  private(set) var instructions: [sock_filter] = []

  /// A filter.
  ///
  /// - Parameter mayRead: whether files may be opened to be read.
  init(mayRead: Bool) {
    load(Offset.machine)
    // Another machine's numbers mean other calls.
    jump(UInt16(BPF_JEQ), clinux_audit_machine(), matched: 1, other: 0)
    give(Verdict.kill)
    load(Offset.number)
    let harmless = Self.harmlessCalls
    for (index, call) in harmless.enumerated() {
      jump(UInt16(BPF_JEQ), UInt32(call), matched: UInt8(harmless.count - index), other: 0)
    }
    // What is none of them goes past their verdict.
    instructions.append(sock_filter(code: UInt16(BPF_JMP | BPF_JA), jt: 0, jf: 0, k: 1))
    give(Verdict.allow)
    addChecks(mayRead: mayRead)
    give(Verdict.refuse)
  }

  private static var harmlessCalls: [Int32] {
    var count: Int32 = 0
    // SAFETY: the function gives an array that stays as long as the program, and the number of its elements.
    let start = unsafe clinux_harmless_calls(&count)
    return unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  private mutating func addChecks(mayRead: Bool) {
    // What asks about interfaces, and what cannot be connected to anything: neither the Internet nor packets.
    check(clinux_call_socket(), argument: 0, UInt16(BPF_JEQ), [UInt32(AF_NETLINK), UInt32(AF_UNIX)], allowsMatch: true)
    // No new code.
    for call in [clinux_call_map(), clinux_call_protect()] {
      check(call, argument: 2, UInt16(BPF_JSET), [UInt32(PROT_EXEC)], allowsMatch: false)
    }
    // No words put into a terminal as if they were typed.
    check(clinux_call_control(), argument: 1, UInt16(BPF_JEQ), [UInt32(TIOCSTI)], allowsMatch: false)
    // To the other end of a socket, or to the kernel, whose address is this long.
    check(clinux_call_send(), argument: 5, UInt16(BPF_JEQ), [0, 12], allowsMatch: true)
    // To end with another process, and to hear of the end of another one's copies.
    let ends = [UInt32(PR_SET_PDEATHSIG), UInt32(PR_SET_CHILD_SUBREAPER)]
    check(clinux_call_process(), argument: 0, UInt16(BPF_JEQ), ends, allowsMatch: true)
    guard mayRead else { return }
    let writes = UInt32(O_ACCMODE | O_CREAT | O_TRUNC)
    check(clinux_call_open(), argument: 2, UInt16(BPF_JSET), [writes], allowsMatch: false)
  }

  /// Decides on a call by one of its arguments.
  private mutating func check(
    _ call: Int32, argument: UInt32, _ test: UInt16, _ values: [UInt32], allowsMatch: Bool
  ) {
    guard call >= 0 else { return }
    jump(UInt16(BPF_JEQ), UInt32(call), matched: 0, other: UInt8(values.count + 3))
    load(Offset.argument(argument))
    for (index, value) in values.enumerated() {
      jump(test, value, matched: UInt8(values.count - index), other: 0)
    }
    give(allowsMatch ? Verdict.refuse : Verdict.allow)
    give(allowsMatch ? Verdict.allow : Verdict.refuse)
  }

  private mutating func load(_ offset: UInt32) {
    instructions.append(sock_filter(code: UInt16(BPF_LD | BPF_W | BPF_ABS), jt: 0, jf: 0, k: offset))
  }

  private mutating func jump(_ test: UInt16, _ value: UInt32, matched: UInt8, other: UInt8) {
    instructions.append(sock_filter(code: UInt16(BPF_JMP | BPF_K) | test, jt: matched, jf: other, k: value))
  }

  private mutating func give(_ verdict: UInt32) {
    instructions.append(sock_filter(code: UInt16(BPF_RET | BPF_K), jt: 0, jf: 0, k: verdict))
  }

  /// Puts it in force for all threads, for good.
  ///
  /// - Returns: 0, or the error number.
  func apply() -> Int32 {
    // SAFETY: the kernel copies as many instructions as there are, during the call.
    unsafe instructions.withUnsafeBufferPointer {
      unsafe clinux_filter_calls($0.baseAddress, UInt16($0.count))
    }
  }
}
