import BPF
import Filtering
import Packets
import TestSupport
import Testing

/// What long lists of hosts, ports and networks become: a balanced search for each field that is loaded.
@Suite("Long lists become searches")
struct LongListTests {
  /// A kind of list, and its member of a number.
  struct List: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let member: @Sendable (Int) -> String

    static let all = [
      List(testDescription: "hosts") { "host 10.\($0 % 7).\($0 / 7).\($0 * 37 % 251)" },
      List(testDescription: "sources") { "src host 172.16.\($0 / 200).\($0 % 200 + 1)" },
      List(testDescription: "destinations in a row") { "ip dst 192.0.2.\($0)" },
      List(testDescription: "ports") { "tcp port \($0 * 97 + 1)" },
      List(testDescription: "destination ports") { "udp dst port \($0 * 3 + 1000)" },
      List(testDescription: "networks") { "src net 10.\($0).0.0/16" },
    ]

    func expression(_ count: Int) -> String { (0..<count).map(member).joined(separator: " or ") }
  }

  private static let counts = [17, 32, 33, 64, 100, 200]

  @Test("a field is compared at most ceil(log2 n) + 1 times", arguments: List.all, Self.counts)
  func comparisons(list: List, count: Int) throws {
    let filter = try CompiledFilter(
      list.expression(count), for: FilterTarget(linkType: .ethernet), resolver: NoNames())
    var bound = 1
    while 1 << (bound - 1) < count { bound += 1 }
    let most = Self.comparisons(filter.program)
    #expect(most <= bound, "\(most) of \(bound)")
  }

  @Test(
    "a program is at most half as long again as libpcap's",
    .enabled(if: LibpcapProgram.isThere, "libpcap is not installed"),
    arguments: List.all, Self.counts)
  func length(list: List, count: Int) throws {
    let expression = list.expression(count)
    let filter = try CompiledFilter(expression, for: FilterTarget(linkType: .ethernet), resolver: NoNames())
    let other = try #require(LibpcapProgram(expression, dlt: 1, optimizes: true))
    let length = filter.program.instructions.count
    #expect(2 * length <= 3 * other.count, "\(length), libpcap's has \(other.count)")
  }

  /// The most comparisons in a row that follow a load on any way through a program.
  private static func comparisons(_ program: BPFProgram) -> Int {
    let instructions = program.instructions
    // How many follow an instruction up to the next load, from the last to the first: jumps go forward only.
    var following = [Int](repeating: 0, count: instructions.count + 1)
    var most = 0
    for (index, instruction) in instructions.enumerated().reversed() {
      let next = index + 1
      switch instruction.code & 0x07 {
      case 0x00, 0x01: most = max(most, following[next])
      case 0x05 where instruction.code & 0xf0 == 0: following[index] = following[next + Int(instruction.k)]
      case 0x05:
        following[index] = 1 + max(following[next + Int(instruction.jt)], following[next + Int(instruction.jf)])
      case 0x06: break
      default: following[index] = following[next]
      }
    }
    return most
  }
}
