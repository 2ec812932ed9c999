internal import Bytes
internal import Packets
internal import System

/// Where it is told among lines that packets are missing.
public enum LossReport: Sendable, Equatable {
  /// Nowhere.
  case none
  /// In a line of its own where they are missing.
  case inText
  /// In a line on standard error when the lines before have been written: what is printed stays as it would be.
  case onStandardError
}

/// The line that stands where packets are missing: `-- 1,204 packets lost here (kernel ring full) --`.
enum LossLine {
  /// Appends the line.
  ///
  /// - Parameter interface: whose packets they were; `nil` when there is but one.
  static func append(_ count: Int, of interface: String?, to out: inout TextBuffer) {
    out.append("-- ")
    append(grouped: count, to: &out)
    out.append(count == 1 ? " packet lost here" : " packets lost here")
    if let interface {
      out.append(" on ")
      out.append(string: interface)
    }
    out.append(" (kernel ring full) --\n")
  }

  /// Appends the line that stands for packets that are stored and not printed: `-- 1,204 packets not printed here (they
  /// come faster than lines are taken) --`.
  static func append(unprinted count: Int, to out: inout TextBuffer) {
    out.append("-- ")
    append(grouped: count, to: &out)
    out.append(count == 1 ? " packet" : " packets")
    out.append(" not printed here (they come faster than lines are taken) --\n")
  }

  /// A number with commas between its thousands.
  private static func append(grouped count: Int, to out: inout TextBuffer) {
    let digits = Array(String(count).utf8)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(byte: UInt8(ascii: ",")) }
      out.append(byte: digit)
    }
  }
}
