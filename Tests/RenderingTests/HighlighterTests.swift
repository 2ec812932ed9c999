import Rendering
import Testing

@Suite("Colours")
struct HighlighterTests {
  @Test("without its escape sequences a coloured line is the plain one", arguments: SampleCapture.all)
  func sameText(sample: SampleCapture) {
    for style in LineStyle.all {
      var coloured = style.options
      coloured.usesColor = true
      let text = sample.lines(coloured)
      #expect(text.contains("\u{1b}["))
      #expect(text.replacing(/\u{1b}\[[0-9]*m/, with: "") == sample.lines(style.options))
    }
  }

  @Test("every colour is switched off again", arguments: SampleCapture.all)
  func balanced(sample: SampleCapture) {
    var options = RenderOptions()
    options.usesColor = true
    let text = sample.lines(options)
    let starts = text.matches(of: /\u{1b}\[[1-9][0-9]*m/).count
    #expect(starts == text.matches(of: /\u{1b}\[0m/).count)
  }
}
