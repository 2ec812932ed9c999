internal import Capture
internal import Decryption
internal import Filtering
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

/// Why a command line could not be done.
enum ToolError: Error {
  case usage(UsageError)
  /// The expression is wrong.
  case filter(FilterError, expression: String)
  /// The expression cannot be had for packets of a link type that a file has besides others.
  case filterForPackets(FilterError, expression: String, LinkType, path: String?)
  /// Another file stands at a path than was looked at first.
  case replaced(path: String)
  /// The file with the expression, or with names of files, cannot be read.
  case list(SystemCallError, path: String)
  /// The file that should name files names none.
  case emptyList(path: String)
  case savefile(SavefileError, path: String)
  case capture(CaptureError)
  /// There is nothing to capture on.
  case noInterface
  /// A number that no interface has.
  case noInterfaceNumber(String)
  /// There is no such network namespace, or the process may not go there.
  case networkNamespace(SystemCallError, name: String)
  /// What is decompressed, or comes through a pipe, while lines are to be made by another process.
  case isolatesStream
  /// Only one interface can be captured on through libpcap.
  case severalThroughLibpcap
  /// Lines or a savefile cannot be written.
  case output(OutputError)
  /// A file to write cannot be opened.
  case create(SystemCallError, path: String)
  /// What stands where a file is to be when it is complete is no file.
  case notReplaceable(path: String)
  /// The file to write is one of those to read.
  case writesOverInput(path: String)
  /// Files of several link types cannot go into one.
  case linkTypesDiffer(path: String)
  case system(SystemCallError)
  /// A library that an option needs is not there.
  case missingLibrary(DynamicLibrary.Failure)
  /// `sniff info --hash` has no libcrypto.
  case missingChecksums(DynamicLibrary.Failure)
  case missingDigests(DynamicLibrary.Failure)
  /// A library that compresses is not there.
  case missingCompression(DynamicLibrary.Failure, Compression)
  /// A secret of -E cannot be read.
  case key(ESPKeyError)
  /// There is no user of that name.
  case noUser(String)
  /// The process may not be that user's.
  case become(SystemCallError, user: String)
  /// A savefile was damaged, which has been said.
  case damage
  /// A command on a savefile failed, which has been said.
  case postRotation
  /// A capture lost packets that it was not to lose.
  case packetsLost(Int)

  /// The exit status: a closed pipe behind lines is no failure, nor is a signal before the first packet.
  var status: Int32 {
    if case .output(.lines(let error)) = self, error.isBrokenPipe { return 0 }
    if case .packetsLost = self { return 3 }
    return wasCalledOff ? 0 : 1
  }

  /// Whether a signal came while a savefile's beginning was waited for.
  var wasCalledOff: Bool {
    if case .savefile(let error, _) = self { error.reason == .interrupted } else { false }
  }
}
