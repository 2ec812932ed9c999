internal import CLinux
internal import Glibc
internal import Synchronization

/// What a helper process does.
struct HelperServer: ~Copyable {
  /// What is kept of root's rights: to make files anywhere and to give them away, and to become who runs the command.
  private static let rights: Capabilities = [
    .changeOwners, .overrideFileRights, .readEverything, .actAsOwner, .becomeUsers,
  ]
  private static let mostLookups = 32
  private static let mostGroups = 256

  private let channel = HelperChannel(owning: Int32(CLINUX_HELPER_CHANNEL))
  private let directory: OutputDirectory
  /// The beginning of the paths that commands are run on.
  private let folder: String
  private let command: String
  private let user: SystemUser?
  private let groups: [gid_t]
  private let lookups = LookupCount()

  /// Takes what the role needs, and gives up the rest; `nil` when that fails.
  init?(_ role: HelperRole) {
    switch role {
    case .files(let folder, let owner, let command):
      directory = OutputDirectory(folder, owner: owner)
      (self.folder, self.command, user) = (folder, command, owner)
      groups = owner.map(Self.groups) ?? []
      let kept = owner == nil ? Capabilities.all.subtracting(.network) : Self.rights
      Capabilities.bound(to: kept)
      Capabilities.keep(SystemUser.isSuperuser ? kept : [])
    case .names(let user):
      directory = OutputDirectory()
      (folder, command, self.user, groups) = ("", "", nil, [])
      Capabilities.bound(to: [])
      do throws(SystemCallError) { try user?.become() } catch { return nil }
      var sandbox = Sandbox()
      (sandbox.mayRead, sandbox.mayConnect, sandbox.filtersCalls) = (true, true, false)
      // What the kernel lacks is told by the process that captures.
      _ = sandbox.close()
    }
  }

  private static func groups(of user: SystemUser) -> [gid_t] {
    var groups = [gid_t](repeating: user.group, count: mostGroups)
    // SAFETY: the C string lives as long as the call, and the array is told with its count.
    let count = unsafe clinux_groups(user.name, user.group, &groups, Int32(groups.count))
    return Array(groups.prefix(Int(count)))
  }

  /// Answers until the other process is gone.
  func run() {
    while true {
      switch channel.receive() {
      case .message(let message, _): if let request = HelperRequest(message[...]) { answer(request) }
      case .nothing: continue
      case .end: return
      }
    }
  }

  private func answer(_ request: HelperRequest) {
    switch request {
    case .create(let path): create(path)
    case .rename(let path, let newPath):
      tell { (directory) throws(SystemCallError) in try directory.rename(path, to: newPath) }
    case .remove(let path): tell { (directory) throws(SystemCallError) in try directory.remove(path) }
    case .run(let path): run(on: path)
    case .nameAddress(let number, let address): name(number, address)
    }
  }

  private func tell(_ body: (borrowing OutputDirectory) throws(SystemCallError) -> Void) {
    do throws(SystemCallError) {
      try body(directory)
      done(0)
    } catch {
      done(error.code)
    }
  }

  private func done(_ code: Int32, process: Int32 = 0, descriptor: Int32 = -1) {
    let answer = HelperAnswer.done(UInt32(bitPattern: code), process: UInt32(bitPattern: process))
    channel.send(answer.bytes, descriptor: descriptor)
  }

  private func create(_ path: String) {
    do throws(SystemCallError) {
      let file = try directory.create(path)
      done(0, descriptor: file.number)
    } catch {
      done(error.code)
    }
  }

  /// Runs the command, and tells how it ended when it has.
  private func run(on path: String) {
    guard !command.isEmpty, path.hasPrefix(folder) else { return done(EPERM) }
    // SAFETY: the C strings live as long as the call, and the array is told with its count.
    let process = unsafe clinux_spawn_as(
      command, path, user != nil, user?.user ?? 0, user?.group ?? 0, groups, Int32(groups.count))
    guard process > 0 else { return done(-process) }
    done(0, process: process)
    _ = try? Thread { [channel] in
      var status: Int32 = 0
      // SAFETY: the pointer is of one element and used for this call only.
      while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
      let answer = HelperAnswer.ended(process: UInt32(bitPattern: process), status: UInt32(bitPattern: status))
      channel.send(answer.bytes)
    }
  }

  /// Looks a name up beside the others.
  private func name(_ number: UInt32, _ address: [UInt8]) {
    guard lookups.underWay.load(ordering: .relaxed) < Self.mostLookups else {
      channel.send(HelperAnswer.name(number, nil).bytes)
      return
    }
    lookups.underWay.add(1, ordering: .relaxed)
    _ = try? Thread { [channel, lookups] in
      channel.send(HelperAnswer.name(number, HostTables.name(ofAddress: address)).bytes)
      lookups.underWay.subtract(1, ordering: .relaxed)
    }
  }
}

/// The look-ups that a helper has under way.
private final class LookupCount: Sendable {
  let underWay = Atomic(0)
}
