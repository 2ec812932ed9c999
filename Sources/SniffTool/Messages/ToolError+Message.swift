internal import Decryption
internal import Filtering
internal import Packets
internal import Pipeline
internal import Savefiles
internal import System

extension ToolError {
  /// One line on it, without the program's name; `nil` when nothing need be said.
  var message: String? {
    switch self {
    case .usage(let error): error.message
    case .filter(let error, let expression): error.words(expression: expression)
    case .filterForPackets(let error, let expression, let linkType, let path):
      "\(path.map { "\($0): " } ?? "")for packets of link type \(linkType.name ?? "\(linkType.rawValue)"): "
        + error.words(expression: expression)
    case .replaced(let path): "\(path): another file has taken its place"
    case .list(let error, let path): "can't open \(path): \(error.reason)"
    case .emptyList(let path): "\(path): names no savefile"
    case .savefile(let error, let path): wasCalledOff ? nil : "\(path): \(error.message)"
    case .capture(let error): error.message(program: ProcessEnvironment.executablePath)
    case .noInterface: "there is no interface to capture on"
    case .noInterfaceNumber(let number): "\(number): no such interface (-D lists those there are)"
    case .networkNamespace(let error, let name):
      "--netns \(name): \(error.reason)" + (error.code == 1 ? " (it needs CAP_SYS_ADMIN)" : "")
    case .isolatesStream: "--isolate is for savefiles that are neither compressed nor pipes"
    case .severalThroughLibpcap:
      "libpcap captures on one interface only: leave out --backend libpcap, --wait and --fanout"
    case .output(.lines(.processGone)): "the process that decodes and prints has ended"
    case .output(.lines(let error)): error.isBrokenPipe ? nil : "standard output: \(error.reason)"
    case .output(.savefile(let error, let path)):
      "\(path == "-" ? "standard output" : path): \(error.message)"
    case .output(.packet(let misfit, let path)):
      "\(path == "-" ? "standard output" : path): \(misfit.message)"
    case .output(.create(let error, let path)), .create(let error, let path): Self.words(error, path)
    case .notReplaceable(let path): "\(path): is no regular file, so --atomic cannot put one in its place"
    case .writesOverInput(let path): "\(path): is the file being read, and would be emptied"
    case .linkTypesDiffer(let path):
      "\(path): its link type differs from that of the file before it (--format pcapng has room for both)"
    case .missingLibrary(let error): "-E and -M need libcrypto: \(error.reason)"
    case .missingChecksums(let error): "--packet-hashes needs libz: \(error.reason)"
    case .missingDigests(let error): "--hash needs libcrypto: \(error.reason)"
    case .missingCompression(let error, let format): "writing \(format.rawValue) needs a library: \(error.reason)"
    case .key(let error): error.message
    case .noUser(let name): "Couldn't find user '\(name)'"
    case .become(let error, let user): "cannot become user \(user): \(error.reason)"
    case .damage, .postRotation: nil
    case .packetsLost(let count): "\(Count.packets(count)) lost (--fail-on-loss)"
    case .system(let error): "\(error.call): \(error.reason)"
    }
  }

  private static func words(_ error: SystemCallError, _ path: String) -> String {
    let hint = error.isLinkLoop ? " (links are not followed where everybody may have put them)" : ""
    return "\(path): \(error.reason)\(hint)"
  }
}
