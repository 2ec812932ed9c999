internal import CLinux
internal import Glibc
internal import Synchronization

/// An option as getopt_long(3) is told of it.
public struct ScannableOption: Equatable, Sendable {
  /// What stands for it in the result.
  public var value: Int32
  /// The letter after one dash.
  public var letter: Character?
  /// The words after two dashes; the first that a table has for a value is its own, the rest are aliases.
  public var names: [String]
  /// Whether an argument must follow.
  public var takesArgument: Bool

  /// An option.
  public init(value: Int32, letter: Character?, names: [String], takesArgument: Bool) {
    self.value = value
    self.letter = letter
    self.names = names
    self.takesArgument = takesArgument
  }
}

/// What stood on a command line.
public struct ScannedArguments: Equatable, Sendable {
  /// An option that was given.
  public struct Option: Equatable, Sendable {
    /// What the table calls it.
    public var value: Int32
    /// Its argument, when it takes one.
    public var argument: String?
  }

  /// Why the scan stopped before the end.
  public enum Fault: Error, Equatable, Sendable {
    /// No option has this letter.
    case unknownLetter(Character)
    /// No option has this name, or one that begins so.
    case unknownName(String)
    /// Several options' names begin so.
    case ambiguousName(String)
    /// The option with this value lacks its argument.
    case missingArgument(value: Int32)
    /// The option with this value takes no argument and was given one.
    case unexpectedArgument(value: Int32)
    /// There is no memory for the scan.
    case outOfMemory
  }

  /// The options in their order, up to the fault if there is one.
  public var options: [Option] = []
  /// What is no option, in its order; empty when there is a fault.
  public var operands: [String] = []
  /// What was wrong.
  public var fault: Fault?
}

/// Reads a command line with getopt_long(3), so that bundled letters, `--name=argument`, abbreviated names, options
/// behind operands and `--` mean what they mean to every program of the system.
public enum OptionScanner {
  /// getopt_long keeps its place in variables of the process: one scan at a time.
  private static let turn = Mutex(())

  /// Tells options from operands.
  ///
  /// - Parameter arguments: the command line without the program's name.
  public static func scan(_ arguments: [String], for options: [ScannableOption]) -> ScannedArguments {
    turn.withLock { _ in scanAlone(arguments, options) }
  }

  private static func scanAlone(_ arguments: [String], _ options: [ScannableOption]) -> ScannedArguments {
    var scanned = ScannedArguments()
    let words = CStrings(["-"] + arguments)
    let names = CStrings(options.flatMap(\.names))
    var table = unsafe clinux_long_options_create(Int32(names.count))
    defer { unsafe clinux_long_options_free(table) }
    guard unsafe table.entries != nil else {
      scanned.fault = .outOfMemory
      return scanned
    }
    var index = 0
    for option in options {
      for _ in option.names {
        // SAFETY: the table has room for as many entries as there are names, which outlive it.
        unsafe clinux_long_options_add(&table, names[index], option.takesArgument ? 1 : 0, option.value)
        index += 1
      }
    }
    let letters = Letters(options)
    clinux_getopt_restart()
    while true {
      // SAFETY: `words` holds its count of strings and a null pointer, which getopt_long may put into another order.
      let found = unsafe clinux_getopt_next(Int32(words.count), words.base, letters.specification, table)
      if found == -1 { break }
      guard found != letters.wrong, found != letters.incomplete else {
        scanned.fault = fault(found == letters.incomplete, words, letters, options)
        return scanned
      }
      // SAFETY: `optarg` is null or one of the strings of `words`.
      let argument = unsafe clinux_getopt_argument().map { unsafe String(cString: $0) }
      scanned.options.append(.init(value: letters.value(of: found), argument: argument))
    }
    for operand in Int(clinux_getopt_index())..<words.count { scanned.operands.append(words.string(operand)) }
    return scanned
  }

  private static func fault(
    _ isIncomplete: Bool, _ words: borrowing CStrings, _ letters: Letters, _ options: [ScannableOption]
  ) -> ScannedArguments.Fault {
    let offender = clinux_getopt_offender()
    let value = letters.value(of: offender)
    if isIncomplete { return .missingArgument(value: value) }
    let word = words.string(Int(clinux_getopt_index()) - 1)
    if offender == 0 {
      let name = String(word.dropFirst(2).prefix { $0 != "=" })
      let isKnown = options.contains { $0.names.contains { $0.hasPrefix(name) } }
      return isKnown ? .ambiguousName(name) : .unknownName(name)
    }
    if letters.isOption(offender) { return .unexpectedArgument(value: value) }
    let letter = UInt8(truncatingIfNeeded: offender)
    return .unknownLetter(Character(Unicode.Scalar(letter)))
  }
}

/// getopt_long's letters, and the values that stand for options in its results: the letters for those that have one, so
/// that both spellings give the same, and numbers behind all letters for the rest.
private struct Letters {
  let wrong = Int32(UInt8(ascii: "?"))
  let incomplete = Int32(UInt8(ascii: ":"))
  let specification: String
  /// By result; `nil` for what is none.
  private var values: [Int32?]

  init(_ options: [ScannableOption]) {
    values = [Int32?](repeating: nil, count: 1 + Int(options.reduce(255) { max($0, $1.value) }))
    // The colon in front makes a missing argument a result of its own.
    var text = [UInt8(ascii: ":")]
    for option in options {
      guard let code = option.letter?.asciiValue else { continue }
      text.append(code)
      if option.takesArgument { text.append(UInt8(ascii: ":")) }
      values[Int(code)] = option.value
    }
    for option in options where !option.names.isEmpty { values[Int(option.value)] = option.value }
    specification = String(decoding: text, as: UTF8.self)
  }

  func value(of result: Int32) -> Int32 { option(result) ?? result }
  func isOption(_ result: Int32) -> Bool { option(result) != nil }

  private func option(_ result: Int32) -> Int32? {
    values.indices.contains(Int(result)) ? values[Int(result)] : nil
  }
}

/// Strings as C wants them, with a null pointer at their end.
@safe
private struct CStrings: ~Copyable {
  let count: Int
  let base: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  init(_ strings: [String]) {
    count = strings.count
    unsafe base = .allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { unsafe (base + index).initialize(to: strdup(string)) }
    unsafe (base + strings.count).initialize(to: nil)
  }

  // SAFETY: the strings came from strdup and `base` from `init`; both have no other owner.
  deinit {
    for index in 0..<count { unsafe free(base[index]) }
    unsafe base.deallocate()
  }

  subscript(index: Int) -> UnsafeMutablePointer<CChar>? { unsafe base[index] }

  func string(_ index: Int) -> String {
    guard index >= 0, index < count, let start = unsafe base[index] else { return "" }
    return unsafe String(cString: start)
  }
}
