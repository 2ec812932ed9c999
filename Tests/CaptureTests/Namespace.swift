import CLinux
import Glibc
import Synchronization
import System

/// unshare(2), which the Glibc module leaves out.
@_silgen_name("unshare")
private func unshare(_ flags: Int32) -> Int32

/// `CLONE_NEWNET` of `linux/sched.h`.
private let newNetwork: Int32 = 0x4000_0000

/// Runs tests in network namespaces of their own, which are gone when the test is over.
enum Namespace {
  /// Whether this process may make one.
  static let isAvailable = geteuid() == 0 && access("/usr/sbin/ip", X_OK) == 0 || access("/sbin/ip", X_OK) == 0
  /// What a skipped test says.
  static let needed = "needs root and ip(8) for a network namespace of its own"

  /// What a set-up command or call that failed was.
  struct Failure: Error { let what: String }

  private final class Outcome<Value: Sendable>: Sendable {
    let value = Mutex<Result<Value, any Error>?>(nil)
  }

  /// Runs `body` on a thread whose sockets and child processes are in a new namespace with two connected devices, `va`
  /// and `vb`, and the loopback, all up and silent.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
    let outcome = Outcome<Value>()
    let thread = try Thread {
      // Programs that a test starts get this thread's mask, and must hear when they are told to end.
      var none = sigset_t()
      sigemptyset(&none)
      pthread_sigmask(SIG_SETMASK, &none, nil)
      let result = Result {
        guard unshare(newNetwork) == 0 else { throw Failure(what: "unshare: \(errno)") }
        try shell("echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6")
        try shell("ip link set lo up; ip link add va type veth peer name vb; ip link set va up; ip link set vb up")
        try waitUntilRunning(["lo", "va", "vb"])
        return try body()
      }
      outcome.value.withLock { $0 = result }
    }
    thread.join()
    guard let result = outcome.value.withLock({ $0 }) else { throw Failure(what: "thread") }
    return try result.get()
  }

  /// Waits until devices carry packets, which the kernel sees to some time after they are up; before that it drops what
  /// is sent without a word.
  static func waitUntilRunning(_ devices: [String]) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    for _ in 0..<2000 {
      let areRunning = devices.allSatisfy { clinux_interface_flags(descriptor, $0) & Int32(IFF_RUNNING) != 0 }
      if areRunning {
        // The flag is set a moment before the device's queue; both under the lock that this command takes.
        return try shell("ip link set lo up")
      }
      usleep(1000)
    }
    throw Failure(what: "devices that do not come up")
  }

  /// Runs a command line in the namespace of the calling thread.
  static func shell(_ line: String) throws {
    guard system(line) == 0 else { throw Failure(what: line) }
  }
}
