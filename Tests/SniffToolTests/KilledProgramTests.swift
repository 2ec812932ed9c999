import Foundation
import TestSupport
import Testing

/// What the manual promises of a program that is killed while it writes.
@Suite(.serialized, .enabled(if: Command.isRoot && Program("unshare") != nil, "needs root and unshare"))
struct `The program killed while it captures` {
  private static let kinds = [
    "plain": "-w x.pcap", "buffered": "-U -w x.pcap", "zstd": "-w x.pcap.zst",
    "rotation": "-w x.pcap --rotate packets:40",
    "classic": "-w x.%s -G 1",
  ]
  /// Captures of each kind at once, and how often: a hundred of them in all where the code is the one that ships.
  private static let captures = 5
  #if DEBUG
  private static let rounds = 1
  #else
  private static let rounds = 4
  #endif

  /// A file's packets: when each was captured, and its destination port, which is its number.
  private struct Packets {
    var times: [Double] = []
    var numbers: [Int] = []
    init(_ lines: some StringProtocol) {
      for line in lines.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.count > 4, let time = Double(words[0]), let port = words[4].dropLast().split(separator: ".").last,
          let number = Int(port)
        else { continue }
        times.append(time)
        numbers.append(number)
      }
    }
  }

  /// Captures in several ways at once, each of which is killed at a moment of its own; gives a folder with what is left.
  private func run(folder: String, round: Int) throws {
    var random = SplitMix(seed: 20_260_101 + UInt64(round))
    var captures = ""
    for (kind, options) in Self.kinds.sorted(by: { $0.key < $1.key }) {
      for index in 0..<Self.captures {
        let delay = 2.6 + Double(random.next() % 2000) / 1000
        captures += "run \(kind)\(index) \(delay) \(options) &\n"
      }
    }
    let script = """
      ip link set lo up
      run() {
        mkdir $1; cd $1; delay=$2; shift 2
        '\(Command.path)' -Z root -n -i lo "$@" 'udp dst portrange 1025-60000' 2> errors & p=$!
        sleep $delay; kill -USR1 $p; sleep 0.1; echo $EPOCHREALTIME > killed; kill -9 $p; wait $p
      }
      exec {never}<> <(:)
      (for ((i = 1; i < 50000; i++)); do echo > /dev/udp/127.0.0.1/$((1024 + i)); read -t 0.004 <&$never; done) &
      sender=$!
      sleep 0.2
      \(captures)
      wait $(jobs -p | grep -v $sender)
      kill $sender
      """
    let file = try TemporaryFile(Array(script.utf8))
    _ = try Command.shell("cd \(folder); unshare -n bash \(file.path) > /dev/null 2>&1")
  }

  @Test(arguments: 0..<rounds) func `leaves what it promised`(round: Int) throws {
    let folder = try Command.shell("mktemp -d").text.trimmingCharacters(in: .newlines)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try run(folder: folder, round: round)
    for kind in Self.kinds.keys {
      for index in 0..<Self.captures { try check(kind, in: "\(folder)/\(kind)\(index)") }
    }
  }

  private func check(_ kind: String, in folder: String) throws {
    let lines = try Command.shell("cd \(folder); for f in $(ls x*); do sniff -tt -n -r $f 2>/dev/null; done")
    let packets = Packets(lines.text)
    let facts = try Command.shell(
      "cd \(folder); cat killed; sed -nE 's/^sniff: ([0-9]+) packets captured.*/\\1/p' errors")
    let numbers = facts.text.split(separator: "\n")
    guard numbers.count == 2, let killed = Double(numbers[0]), let reported = Int(numbers[1]) else {
      Issue.record("\(kind): \(facts.text)")
      return
    }
    #expect(reported > 50, "\(kind)")
    let gaps = zip(packets.numbers, packets.numbers.dropFirst()).filter { $1 != $0 + 1 }
    #expect(gaps.isEmpty, "\(kind)")
    if kind == "buffered" { #expect(packets.numbers.count >= reported) }
    // Half a second and a moment for the kernel to hand packets over; of a compressed file the open frame too.
    let promise = kind == "zstd" ? 2.0 : 1.0
    #expect(killed - (packets.times.last ?? 0) < promise, "\(kind)")
  }
}
