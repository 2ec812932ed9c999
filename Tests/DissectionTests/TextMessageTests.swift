import Bytes
import Dissection
import Testing

@Suite struct TextMessageTests {
  private func lines(_ text: String, length: Int? = nil) -> [String] {
    let bytes = Array(text.utf8)
    var lines = TextLines(bytes.span.bytes, length: length ?? bytes.count)
    var all: [String] = []
    while let line = lines.next() { all.append("\(line.range)\(line.isCut ? " cut" : "")") }
    return all
  }

  @Test func `Lines end with a line feed, with or without a carriage return`() {
    #expect(
      lines("ab\r\n\nc\td\n") == [
        "0..<2", "4..<4",
        "5..<8",
      ])
  }

  @Test func `A line without an end is cut and the last`() {
    #expect(lines("ab") == ["0..<2 cut"])
  }

  @Test(arguments: ["ab", "ab\r", ""]) func `A line that was not captured whole is none`(text: String) {
    let bytes = Array(text.utf8)
    var lines = TextLines(bytes.span.bytes, length: 9)
    let (isEnd, isTruncated) = (lines.next() == nil, lines.isTruncated)
    #expect(isEnd && isTruncated)
  }

  @Test(arguments: ["ab\rc\n", "a\u{1}b\n", "\u{e9}\n", "ab\r", ""])
  func `What is no text has no lines`(text: String) { #expect(lines(text).isEmpty) }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n", true), ("get /", true), ("HTTP/1.1 200 OK\r\n", true), ("BASELINE-CONTROL /x", true),
    ("HTTP/1.1 2000 OK\r\n", false), ("GETS / HTTP/1.1", false), ("\r\n", false), ("", false), ("HTTP/1.1", false),
    ("HTTP/1.1\r\n200", false), ("BASELINE-CONTROLX /x", false),
  ])
  func `A message of HTTP begins with a request or has a code as its second word`(text: String, opens: Bool) throws {
    let bytes = Array(text.utf8)
    #expect(try HTTPMessage(bytes.span.bytes).opens(length: bytes.count) == opens)
  }

  @Test func `Every line is a field`() {
    let fields = fields(of: .smtp, Array("MAIL\r\nDATA\r\n".utf8))
    #expect(fields.names == ["smtp.line", "smtp.line"])
    #expect(fields.isInWireOrder)
  }
}
