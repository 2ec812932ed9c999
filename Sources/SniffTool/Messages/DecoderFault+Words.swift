internal import Pipeline

extension DecoderProcess.Fault {
  /// What it did to the process that decodes.
  var words: String {
    switch self {
    case .signal(let number): "ended its decoder by signal \(number)"
    case .hang: "kept its decoder from going on"
    }
  }
}
