import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Command.hasTcpdump, "needs tcpdump")) struct `Rotation` {
  /// Packets of some megabytes.
  private static let bytes: [UInt8] = {
    var bytes: [UInt8] = []
    func append(_ values: UInt32...) { for value in values { withUnsafeBytes(of: value) { bytes += $0 } } }
    append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1)
    for number in 0..<6000 as Range<UInt32> {
      let length = 60 + number &* 7919 % 1400
      append(number, 0, length, length)
      bytes += [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: Int(length))
    }
    return bytes
  }()

  private let capture: TemporaryFile

  init() throws { capture = try TemporaryFile(Self.bytes) }

  /// Runs a program in an empty folder, and tells what it leaves there: names and digests.
  private func listing(_ program: String, _ options: String) throws -> String {
    let line = """
      d=$(mktemp -d); cd $d; \(program) -Z root -r \(capture.path) \(options) > output 2> /dev/null
      echo status $?; md5sum *; rm -r $d
      """
    return try Command.shell(line).text
  }

  @Test(arguments: [
    "-C 1", "-C 1 -W 1", "-C 1 -W 2", "-C 1 -W 10", "-C 1 -W 11", "-C 2 -W 200", "-C 1 -G 3600", "-W 3",
    "-C 1 -G 3600 -W 3", "-G 3600 -W 1", "-G 0", "-C 3 -c 2500", "-C 1 udp or not ip", "-C 1 -z true",
  ])
  func `leaves the files that tcpdump leaves`(options: String) throws {
    for name in ["x", "x.pcap", "%Y-", "a%%b%n", "."] {
      #expect(try listing("sniff", "-w \(name) \(options)") == listing("tcpdump", "-w \(name) \(options)"), "\(name)")
    }
  }

  @Test func `says that a command fails, keeps the file and exits with 1`() throws {
    let result = try Command.shell(
      "d=$(mktemp -d); cd $d; sniff -r \(capture.path) -w x -C 2 -z /nonexistent; s=$?; ls; rm -r $d; exit $s"
    )
    #expect(result.status == 1)
    #expect(result.text == "x\nx1\nx2\n")
    #expect(result.errorLines.dropFirst().first?.hasPrefix("sniff: -z /nonexistent: No such file or directory") == true)
    let status = try Command.shell(
      "d=$(mktemp -d); cd $d; sniff -r \(capture.path) -w x -C 4 -z false; s=$?; rm -r $d; exit $s")
    #expect(status.status == 1)
    #expect(status.errorLines.last == "sniff: -z false: exit status 1 on x")
  }

  @Test func `gives a command files that are complete`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); cd $d; printf '#!/bin/bash\\ntcpdump -r $1 --count 2>/dev/null >> counts' > z; chmod +x z
      sniff -r \(capture.path) -w x -C 1 -z ./z; tcpdump -r x4 --count >> counts; cat counts; rm -r $d
      """)
    let counts = result.text.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) }
    #expect(counts.count == 5 && counts.reduce(0, +) == 6000)
  }

  @Test(.enabled(if: Command.isRoot && Program("unshare") != nil, "needs root and unshare"))
  func `follows the clock without traffic, and ends after its files`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); chmod 777 $d; cd $d
      unshare -n bash -c "ip link set lo up; timeout 20 '\(Command.path)' -i lo -w %s.pcap -G 1 -W 3 -z echo"
      s=$?; ls; rm -r $d; exit $s
      """)
    #expect(result.status == 0)
    let names = result.text.split(separator: "\n").compactMap { Int($0.split(separator: ".")[0]) }
    #expect(names.count == 6)
    let files = names.suffix(3)
    #expect(Set(names.prefix(3)) == Set(files))
    if let first = files.first { #expect(Array(files) == [first, first + 1, first + 2]) }
    #expect(result.errorLines.contains("Maximum file limit reached: 3"))
    #expect(result.errorLines.contains("0 packets captured"))
  }

  @Test(.enabled(if: Command.isRoot, "needs root"), arguments: ["", "-C 1"])
  func `leaves files to another user`(options: String) throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); chmod 777 $d; cd $d; cp \(capture.path) ../c.$$; chmod 644 ../c.$$
      sniff -r ../c.$$ -w x \(options) -Z nobody; s=$?; stat -c %U *; rm -r $d ../c.$$; exit $s
      """)
    #expect(result.status == 0)
    #expect(Set(result.text.split(separator: "\n")) == ["nobody"])
    let unknown = try Command.shell("sniff -r \(Command.capture("dns-lookup")) -Z nonexistent")
    #expect(unknown.status == 1 && unknown.errorLines.last == "sniff: Couldn't find user 'nonexistent'")
  }

  @Test func `says that the next file cannot be begun`() throws {
    let result = try Command.shell(
      "d=$(mktemp -d); mkdir $d/x1; sniff -r \(capture.path) -w $d/x -C 1; s=$?; rm -r $d; exit $s")
    #expect(result.status == 1)
    #expect(result.errorLines.last?.hasSuffix("/x1: Is a directory") == true)
  }

  @Test func `never writes through a link in a directory for everybody`() throws {
    let result = try Command.shell(
      """
      d=$(mktemp -d); chmod 1777 $d; touch $d/target; ln -s target $d/link; cd $d
      for path in link ./link $d/link; do sniff -r \(Command.capture("dns-lookup")) -w $path; echo $?; done
      chmod 755 $d; sniff -r \(Command.capture("dns-lookup")) -w link; echo $?; stat -c %s target; rm -r $d
      """)
    #expect(result.text == "1\n1\n1\n0\n697\n")
    #expect(result.errorLines.filter { $0.contains("links are not followed") }.count == 3)
  }
}
