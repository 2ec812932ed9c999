import Glibc
import System

// Closes a sandbox around itself, tries what it should not be able to do, and tells how each ended.

var sandbox = Sandbox()
for argument in CommandLine.arguments.dropFirst() {
  switch argument {
  case "reading": sandbox.mayRead = true
  case "names": (sandbox.mayRead, sandbox.mayConnect, sandbox.filtersCalls) = (true, true, false)
  case "files": sandbox.filtersCalls = false
  default: exit(2)
  }
}
// Something to write to, truncate and remove, which is whoever's that runs this.
let victim = "/tmp/sniff-sandbox-probe.\(getpid())"
let file = open(victim, O_WRONLY | O_CREAT, 0o600)
guard file >= 0, close(file) == 0 else { exit(4) }
guard sandbox.close().isEmpty else { exit(3) }

func tell(_ what: String, _ result: Int) {
  let code = errno
  let outcome = result >= 0 ? "done" : code == EPERM ? "EPERM" : code == EACCES ? "EACCES" : "error \(code)"
  // At once, since the last try may put another program in this one's place.
  try? FileDescriptor.standardOutput.write(Array("\(what) \(outcome)\n".utf8).span.bytes)
}

func address(_ port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  return address
}

func connectTCP() -> Int {
  let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard socket >= 0 else { return -1 }
  var address = address(9)
  return withUnsafeBytes(of: &address) { bytes in
    Int(connect(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count)))
  }
}

func run() -> Int {
  var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
  return Int(execv("/bin/true", &arguments))
}

tell("read", Int(open("/etc/passwd", O_RDONLY)))
tell("write", Int(open(victim, O_WRONLY)))
tell("truncate", Int(truncate(victim, 0)))
tell("remove", Int(unlink(victim)))
tell("packets", Int(socket(AF_PACKET, Int32(SOCK_RAW.rawValue), 0)))
tell("internet", Int(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)))
tell("connect", connectTCP())
tell("signal", Int(kill(getppid(), 0)))
tell("become", Int(setuid(1)))
tell(
  "execute memory", mmap(nil, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0)
// The last one, since a program that runs would take this one's place.
tell("run", run())
