import Capture
import System

/// libpcap, opened when a capture asks for it and closed when its owner goes.
struct LibpcapLibrary: ~Copyable {
  private let library: DynamicLibrary
  /// What it can do; valid as long as this value lives.
  let functions: LibpcapFunctions

  /// Opens the library.
  ///
  /// - Throws: `CaptureError` with `libraryMissing` when it is not installed or too old.
  init(for interface: String) throws(CaptureError) {
    do {
      let library = try DynamicLibrary(named: ["libpcap.so.0.8", "libpcap.so.1", "libpcap.so"])
      functions = try LibpcapFunctions(of: library)
      self.library = library
    } catch {
      throw CaptureError(.libraryMissing(error.reason), .openLibrary, interface: interface)
    }
  }
}
