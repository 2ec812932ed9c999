internal import Glibc

/// A library opened when it is needed (dlopen(3)); closed when the owner goes.
@safe
public struct DynamicLibrary: ~Copyable {
  private let handle: UnsafeMutableRawPointer

  /// Why a library or one of its functions is not there.
  public struct Failure: Error, Equatable {
    /// The library's file name, or that of the function that it lacks.
    public var name: String
    /// What the loader says.
    public var reason: String
  }

  /// Opens the first of several names that is installed.
  ///
  /// - Throws: `Failure` with the first name and the loader's reason for it when none is.
  public init(named names: [String]) throws(Failure) {
    var failure: Failure?
    for name in names {
      // SAFETY: the string lives during the call; the result is checked.
      if let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        unsafe self.handle = handle
        return
      }
      failure = failure ?? Failure(name: name, reason: Self.lastReason())
    }
    throw failure ?? Failure(name: "", reason: "")
  }

  /// Gives up closing the library: what was found in it stays as long as the program runs.
  public consuming func keepOpen() { discard self }

  deinit { unsafe dlclose(handle) }

  /// The address of a function, as the type that the library's header declares it with.
  ///
  /// The caller answers for that type.
  /// - Throws: `Failure` when the library has no such function.
  @unsafe
  public func function<T>(_ name: String, as type: T.Type = T.self) throws(Failure) -> T {
    guard let address = unsafe dlsym(handle, name) else { throw Failure(name: name, reason: Self.lastReason()) }
    // SAFETY: function pointers and data pointers have one size on Linux (POSIX requires it for dlsym).
    return unsafe unsafeBitCast(address, to: type)
  }

  private static func lastReason() -> String {
    guard let text = unsafe dlerror() else { return "" }
    return unsafe String(cString: text)
  }
}
