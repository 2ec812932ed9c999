/// The savefiles of a run, one after the other: when one is over, and what the next one is called.
public struct FileRotation: Sendable {
  /// What is to be done before the next packet.
  public enum Step: Sendable, Equatable {
    /// Nothing.
    case stay
    /// The file is over, and the one at `path` begins.
    case next
    /// The file is over, and it was the last one.
    case end
  }

  private enum Order {
    case classic(ClassicRotation)
    case numbered(NumberedRotation)
  }

  /// When files are over.
  public let limits: RotationLimits
  private var order: Order
  /// Files that are over.
  private var completed = 0

  /// Files named after `template`, of which the first begins at `now`, in seconds since the epoch.
  public init(template: String, limits: RotationLimits, now: Int64) {
    self.limits = limits
    order =
      switch limits.naming {
      case .classic: .classic(ClassicRotation(template: template, limits: limits, now: now))
      case .numbered: .numbered(NumberedRotation(template: template, limits: limits, now: now))
      }
  }

  /// The path of the file; `nil` when it is too long for one.
  public var path: String? {
    switch order {
    case .classic(let files): files.path
    case .numbered(let files): files.path
    }
  }

  /// What is to be done at a time with a file that is so long and has so many packets.
  public mutating func step(now: Int64, byteCount: Int, packetCount: Int = 0) -> Step {
    let step = nextStep(now: now, byteCount: byteCount, packetCount: packetCount)
    guard step == .next else { return step }
    completed += 1
    return completed == limits.totalCount ? .end : .next
  }

  private mutating func nextStep(now: Int64, byteCount: Int, packetCount: Int) -> Step {
    switch order {
    case .classic(var files):
      defer { order = .classic(files) }
      return files.step(now: now, byteCount: byteCount)
    case .numbered(var files):
      defer { order = .numbered(files) }
      return files.step(now: now, byteCount: byteCount, packetCount: packetCount)
    }
  }
}
