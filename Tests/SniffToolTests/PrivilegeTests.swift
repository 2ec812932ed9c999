import Foundation
import TestSupport
import Testing

/// What processes keep of their rights, on the loopback of a network namespace.
@Suite(
  .enabled(if: Command.isRoot && Program("unshare") != nil && Program("ping") != nil, "needs root, unshare and ping"))
struct `Privileges` {
  private static let hasTcpdumpsUser = getpwnam("tcpdump") != nil
  private static let user = hasTcpdumpsUser ? "tcpdump" : "nobody"

  /// Runs shell in an empty folder, and a network namespace with pings in a second.
  private func inside(_ line: String) throws -> Program.Result {
    let script = try TemporaryFile(
      Array(
        """
        sniff() { '\(Command.path)' "$@"; }
        d=$(mktemp -d); cd $d; ip link set lo up
        (sleep 1; ping -c 3 -i 0.2 127.0.0.1 > /dev/null) &
        # Programs that show what a process, and those that it has started, have.
        look() { for p in $1 $(pgrep -P $1) $(pgrep -P $(pgrep -d, -P $1)); do
          echo $(tr '\\0' ' ' < /proc/$p/cmdline | grep -o __helper.*[a-z]) $(sed -nE 's/^(Cap...|NoNewPrivs|Seccomp|Uid):\\s*([0-9a-f]*).*/\\1 \\2/p' /proc/$p/status)
        done; }
        \(line)
        s=$?; cd /; rm -r $d; exit $s
        """.utf8))
    return try Command.shell("unshare -n bash \(script.path)")
  }

  /// A line of `look`, as a dictionary.
  private func facts(_ line: String) -> [String: String] {
    let words = line.components(separatedBy: " ")
    var facts: [String: String] = [:]
    guard let first = words.firstIndex(of: "Uid") else { return facts }
    for index in stride(from: first, to: words.count - 1, by: 2) { facts[words[index]] = words[index + 1] }
    return facts
  }

  private let none = "0000000000000000"

  @Test func `of a capture are gone, and what its helper keeps has nothing of the network`() throws {
    let result = try inside(
      "'\(Command.path)' -i lo -w x.pcap --print -G 1 & p=$!; sleep 1; look $p; kill -INT $p; wait $p")
    let lines = result.text.components(separatedBy: "\n").filter { $0.contains("Uid") }
    // It, its helpers for files and names, the process that looks after the decoder, and the decoder.
    #expect(lines.count == 5)
    let number = getpwnam(Self.user).map { String($0.pointee.pw_uid) }
    for line in lines where !line.contains("files") {
      let facts = facts(line)
      for set in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] { #expect(facts[set] == none, "\(line)") }
      #expect(facts["NoNewPrivs"] == "1" && facts["Uid"] == number)
    }
    #expect(lines.first.map { facts($0)["Seccomp"] } == "2")
    let helper = facts(lines.first { $0.contains("files") } ?? "")
    let network: UInt64 = 0xf << 10
    for set in ["CapPrm", "CapEff", "CapBnd", "CapInh"] {
      #expect(helper[set].flatMap { UInt64($0, radix: 16) }.map { $0 & network } == 0, "\(set)")
    }
  }

  @Test(
    .enabled(if: Program("strace") != nil, "needs strace"), arguments: ["-n", "", "-w x --rotate packets:1 --ring 2"])
  func `are not tried: after its start a capture opens, connects and runs nothing`(options: String) throws {
    let result = try inside(
      """
      timeout -s INT 4 strace -f -s 200 -o trace '\(Command.path)' -i lo \(options) > /dev/null 2>&1
      awk '/listening on/ {on = 1} on' trace > after
      # All but those that run the program as a helper, and what they start.
      helpers=$(grep -E 'execve.*__helper' trace | cut -d' ' -f1); kids=""
      for h in $helpers; do kids="$kids $(grep -E "^$h .*(clone|fork)" trace | grep -oE '[0-9]+$')"; done
      for p in $helpers $kids; do sed -i "/^$p /d" after; done
      grep -E 'open|connect\\(|exec|socket\\(AF_(INET|PACKET)' after
      wc -l < after
      """)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 1, "\(result.text)")
    #expect(lines.last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 0 > 10)
  }

  @Test func `of root are kept with -Z root but for capabilities, and all without a sandbox`() throws {
    let result = try inside(
      "'\(Command.path)' -Z root -i lo -w x & p=$!; sleep 1; look $p; kill $p; wait $p; stat -c %U x")
    let facts = facts(String(result.text.prefix { $0 != "\n" }))
    #expect(facts["Uid"] == "0" && facts["CapEff"] == none && result.text.hasSuffix("root\n"))
    let free = try inside("'\(Command.path)' --no-sandbox -i lo -w x & p=$!; sleep 1; look $p; kill $p; wait $p")
    let kept = self.facts(String(free.text.prefix { $0 != "\n" }))
    #expect(kept["Uid"] == "0" && kept["CapEff"] != none && kept["Seccomp"] == "0" && kept["NoNewPrivs"] == "0")
  }

  @Test(arguments: ["-w x.pcap", "-w x.pcap --rotate packets:2", "-w x -C 1", "-w %s.pcap -G 1", "-w x --atomic"])
  func `of others suffice in a directory that only root may write to`(options: String) throws {
    let result = try inside("chmod 700 .; timeout -s INT 3 '\(Command.path)' -i lo \(options); stat -c %U *")
    #expect(Set(result.text.split(separator: "\n")) == [Self.user[...]])
    #expect(result.errorLines.contains("6 packets captured"))
  }

  @Test func `of a command are those of the user`() throws {
    let result = try inside(
      """
      chmod 755 .; printf '#!/bin/sh\\necho $(id -un) $(sed -n "s/CapEff:.//p" /proc/self/status) $1\\n' > z; chmod 755 z
      sniff -i lo -c 4 -w x.pcap --rotate packets:2 -z ./z | sed 's/_2[0-9]*//'
      """)
    #expect(result.text == "\(Self.user) \(none) x_00001.pcap\n")
  }

  @Test func `to look up names stay in a helper`() throws {
    let result = try inside("sniff -t -i lo -c 1 icmp")
    #expect(result.text.hasPrefix("IP localhost > localhost: ICMP echo request"))
  }

  @Test(.enabled(if: Program("setcap") != nil && Program("setpriv") != nil, "needs setcap and setpriv"))
  func `of an ordinary user are the file's, and a line says what it takes`() throws {
    let user = "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all"
    let result = try inside(
      """
      chmod 777 .; cp '\(Command.path)' sniff; \(user) ./sniff -i lo -c 2; echo $?
      setcap cap_net_raw=ep sniff
      ping -c 30 -i 0.3 127.0.0.1 > /dev/null & pings=$!
      for options in '-n' '' '-w x' '-w y.pcap --rotate packets:1'; do
        \(user) ./sniff -i lo -c 2 $options icmp > lines; echo $?
      done
      kill $pings; stat -c %u x y*
      """)
    let lines = result.text.split(separator: "\n")
    #expect(lines.prefix(5) == ["1", "0", "0", "0", "0"])
    #expect(Set(lines.suffix(3)) == ["65534"])
    #expect(result.errorLines.contains { $0.contains("setcap cap_net_raw=ep") })
  }

  @Test func `of a reader are gone too, and it reads and writes what it is told to`() throws {
    let capture = Command.capture("dns-lookup")
    let result = try inside(
      """
      sniff -r \(capture) -w x; sniff -r x | wc -l; sniff -n -r x | wc -l; sniff -r - < x --count; gzip -k x; sniff -n -r x.gz | wc -l
      echo x > list; echo x >> list; sniff -V list -n | wc -l; sniff -r x -w y.zst; sniff -r y.zst --count; stat -c %U x
      sniff -r \(capture) -w z -C 1 -Z nobody; stat -c %U z
      """)
    #expect(result.text == "6\n6\n6 packets\n6\n12\n6 packets\nroot\nnobody\n")
  }
}
