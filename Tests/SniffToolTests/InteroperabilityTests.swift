import Foundation
import TestSupport
import Testing

/// Files that are written here, read by other programs: the same packets, times and lengths.
@Suite struct `Files that are written` {
  private static let captures = ["dns-lookup", "tls13-handshake", "vlan-tagged", "nc-ipv6"].map(Command.capture)
  private static let python = Program("python3")

  private static func hasModule(_ name: String) -> Bool { (try? python?.run(["-c", "import \(name)"]).status) == 0 }

  /// The files that are made of a capture.
  private static let forms = ["x.pcap", "x.pcap --nano", "x.pcapng"]

  /// What a line of shell prints of a copy of a capture, `$x`, and of the capture itself, `$x` too.
  private func compare(_ line: String, _ capture: String, _ form: String) throws -> (copy: String, capture: String) {
    let name = form.split(separator: " ")[0]
    let copy = try Command.shell(
      "d=$(mktemp -d); x=$d/\(name); (cd $d; sniff -r \(capture) -w \(form)) 2>/dev/null; \(line); rm -r $d")
    return (copy.text, try Command.shell("x=\(capture); \(line)").text)
  }

  @Test(.enabled(if: Program("tshark") != nil, "needs tshark"), arguments: captures, forms)
  func `are the same for tshark`(capture: String, form: String) throws {
    let fields = "-e frame.time_epoch -e frame.len -e frame.cap_len -e frame.protocols -e frame.md5_hash"
    let texts = try compare(
      "tshark -o frame.generate_md5_hash:TRUE -r $x -T fields \(fields) 2>/dev/null", capture, form)
    #expect(!texts.copy.isEmpty && texts.copy == texts.capture)
  }

  @Test(.enabled(if: Program("tcpdump") != nil, "needs tcpdump"), arguments: captures, forms)
  func `are the same for tcpdump`(capture: String, form: String) throws {
    let texts = try compare("tcpdump -n -tt --nano -XX -vvv -r $x 2>/dev/null", capture, form)
    #expect(!texts.copy.isEmpty && texts.copy == texts.capture)
  }

  @Test(.enabled(if: Program("capinfos") != nil, "needs capinfos"), arguments: captures, forms)
  func `are the same for capinfos`(capture: String, form: String) throws {
    let texts = try compare("capinfos -Tmrcd $x 2>/dev/null | cut -d, -f2-", capture, form)
    #expect(!texts.copy.isEmpty && texts.copy == texts.capture)
  }

  @Test(.enabled(if: hasModule("scapy"), "needs python3 with scapy"), arguments: captures, forms)
  func `are the same for scapy`(capture: String, form: String) throws {
    let texts = try compare(
      """
      PATH=/usr/bin:$PATH python3 -c "
      import sys
      from scapy.utils import RawPcapReader, RawPcapNgReader
      for data, meta in RawPcapReader(sys.argv[1]):
          ng = hasattr(meta, 'tshigh')
          ticks = (meta.tshigh << 32 | meta.tslow) if ng else 0
          unit = meta.tsresol if ng else 1
          time = ticks * 1000000000 // unit if ng else meta.sec * 1000000000 + meta.usec * (1 if '--nano' in sys.argv or sys.argv[2] == 'nano' else 1000)
          print(time // 1000, meta.wirelen, data.hex())
      " $x \(form.contains("nano") ? "$(case $x in */x.pcap) echo nano;; *) echo micro;; esac)" : "micro")
      """, capture, form)
    #expect(!texts.copy.isEmpty && texts.copy == texts.capture)
  }

  @Test(.enabled(if: hasModule("dpkt"), "needs python3 with dpkt"), arguments: captures, forms)
  func `are the same for dpkt`(capture: String, form: String) throws {
    let texts = try compare(
      """
      PATH=/usr/bin:$PATH python3 -c "
      import dpkt, sys
      with open(sys.argv[1], 'rb') as file:
          for time, data in dpkt.pcap.UniversalReader(file): print(round(float(time), 5), data.hex())
      " $x
      """, capture, form)
    #expect(!texts.copy.isEmpty && texts.copy == texts.capture)
  }

  @Test(
    arguments: [("zst", "zstd -t"), ("gz", "gzip -t"), ("lz4", "lz4 -t")].filter {
      Program(String($0.1.split(separator: " ")[0])) != nil
    })
  func `are good for the programs that decompress`(suffix: String, check: String) throws {
    let capture = Self.captures[0]
    let result = try Command.shell(
      "d=$(mktemp -d); cd $d; sniff -r \(capture) -w x.pcap.\(suffix) 2>/dev/null; \(check) x.pcap.\(suffix) 2>/dev/null; "
        + "echo $?; rm -r $d")
    #expect(result.text == "0\n")
  }
}
