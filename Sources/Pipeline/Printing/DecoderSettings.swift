public import Packets
public import Rendering

/// What lines a process that decodes makes.
public struct DecoderSettings {
  /// What they look like.
  public var options: RenderOptions
  /// Whether each is written as soon as it is complete.
  public var isLineBuffered = false
  /// Whether an interruption is answered with a newline, as in `LineSink`.
  public var closesLine = false
  /// Where losses are told.
  public var losses = LossReport.none
  /// Called before each packet is decoded; for tests of what comes after a decoder's end. `nil` for nothing.
  public var beforeEach: ((borrowing CapturedPacket) -> Void)?

  /// Lines such as the options say.
  public init(options: RenderOptions) { self.options = options }
}
