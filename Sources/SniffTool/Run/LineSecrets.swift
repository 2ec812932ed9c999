internal import Decryption
internal import Rendering
internal import System

/// Makes the keys that a plan names: what `-E` and `-M` ask for.
struct LineSecrets {
  /// Files that name files that name files.
  private static let depthLimit = 8

  private let library: CryptoLibrary

  /// Gives keys and secrets to the lines of a plan; opens libcrypto only when there are any.
  ///
  /// What makes no sense is told and left out, but for secrets that cannot be read at all.
  /// - Throws: `ToolError` for those, and when there is no libcrypto.
  static func add(to options: inout RenderOptions, of plan: Plan) throws(ToolError) {
    guard plan.decryptionKeys != nil || plan.sharedSecret != nil else { return }
    let secrets = try LineSecrets()
    if let secret = plan.sharedSecret { options.signer = SharedSecret(secret, library: secrets.library) }
    guard let text = plan.decryptionKeys else { return }
    var keys = ESPKeys(library: secrets.library)
    for line in text.split(whereSeparator: { $0 == "," || $0 == "\n" }) { try secrets.add(String(line), to: &keys) }
    if !keys.isEmpty { options.decryptor = keys }
  }

  private init() throws(ToolError) {
    do throws(DynamicLibrary.Failure) {
      library = try CryptoLibrary()
    } catch {
      throw .missingLibrary(error)
    }
  }

  private func add(_ line: String, to keys: inout ESPKeys, depth: Int = 0) throws(ToolError) {
    let words = line.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
    if depth < Self.depthLimit, words.count == 2, words[0].lowercased() == "file" {
      let lines = try TextFile.read(String(words[1])).split(separator: "\n")
      for line in lines where !line.hasPrefix("#") { try add(String(line), to: &keys, depth: depth + 1) }
      return
    }
    do throws(ESPKeyError) {
      try keys.add(line)
    } catch {
      guard error.isFatal else { return Console.say("\(error.message), so -E does without it") }
      throw .key(error)
    }
  }
}
