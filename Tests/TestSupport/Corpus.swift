import Foundation

/// The conformance corpus that lies beside the project, where there is one: captures and what tcpdump makes of them.
///
/// Tests that need it are `.enabled(if: Corpus.isThere, "no corpus")`.
public enum Corpus {
  /// Where it is: `SNIFF_CORPUS`, or else `../shared/corpus` beside the package.
  public static var root: String {
    if let path = ProcessInfo.processInfo.environment["SNIFF_CORPUS"] { return path }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("../shared/corpus").standardizedFileURL.path
  }

  /// Whether it is there.
  public static var isThere: Bool { FileManager.default.fileExists(atPath: root) }

  /// The rows of one of its tables behind the first, each as a dictionary by the first row's names.
  public static func table(_ path: String) -> [[String: String]] {
    guard let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else { return [] }
    let rows = text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    guard let names = rows.first else { return [] }
    return rows.dropFirst().map { row in
      Dictionary(zip(names, row).map { (String($0), String($1)) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The savefiles in one of its folders, by their paths in the corpus.
  public static func captures(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
    return names.filter { $0.contains(".pcap") || $0.hasSuffix(".ntar") || $0.hasSuffix(".cap") }.sorted()
      .map { folder + "/" + $0 }
  }
}
