/// A filter in the form in which it is evaluated in user space: few steps, each of which answers as much as it can.
///
/// It answers for packets that are long enough for what it looks at; for others it leaves the answer to the BPF program.
/// No answer depends on what memory holds besides the packet, and none takes more steps than the filter has.
@usableFromInline
struct Evaluator: Sendable {
  /// The step that stands for a taken packet.
  static let accept: Int32 = 0
  /// The step that stands for a refused packet.
  static let reject: Int32 = 1
  /// Stands for the next step when the packet is too short for a question, or what is asked cannot be answered here.
  static let openStep = -1
  /// Steps whose numbers fit into an answer.
  static let maximumSteps = 0x7fff
  /// Offsets from which on nothing is looked at.
  static let maximumOffset = 0x8000
  /// Registers that computations have.
  static let registerCount = 32

  /// The first step, a pair.
  @usableFromInline let entry: EvaluatorStep
  let steps: [EvaluatorStep]
  /// Tables of points. Each begins with a bit for every hash that a number may have, and has a power of 2 of entries; an
  /// entry has where a number leads in its low 31 bits and the number plus 1 above them, or is 0.
  let points: [UInt64]
  /// Tables of segments, of a size that is a power of 2. An entry has where values from a first one on lead in its low 32
  /// bits and the first value above them; first values do not fall.
  let segments: [UInt64]

  /// An evaluator that begins at a step; one that leaves every answer open when there are too many steps.
  init(steps: [EvaluatorStep], points: [UInt64], segments: [UInt64], root: Int32) {
    let isFit = steps.count <= Self.maximumSteps
    let root = isFit ? root : Int32(Self.openStep)
    self.steps = isFit ? steps : []
    self.points = points
    self.segments = segments
    if root > Self.reject, steps[Int(root)].kind == .pair {
      entry = steps[Int(root)]
    } else {
      entry = EvaluatorStep(.pair, yes: root, no: root)
    }
  }

  /// An evaluator that leaves every answer open.
  static var open: Evaluator { Evaluator(steps: [], points: [], segments: [], root: Int32(openStep)) }

  /// Numbers that differ little go to different places.
  @inline(__always)
  static func hash(_ number: UInt64) -> UInt64 { (number &* 0x9e37_79b9_7f4a_7c15) &>> 40 }
}
