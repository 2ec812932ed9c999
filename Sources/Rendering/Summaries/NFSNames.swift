/// The names that NFS has for its numbers. Source: RFC 1094, RFC 1813; errors as in 4.4BSD.
enum NFSNames {
  static let procedures = Tokens([
    0: "null", 1: "getattr", 2: "setattr", 3: "lookup", 4: "access", 5: "readlink", 6: "read", 7: "write",
    8: "create", 9: "mkdir", 10: "symlink", 11: "mknod", 12: "remove", 13: "rmdir", 14: "rename", 15: "link",
    16: "readdir", 17: "readdirplus", 18: "fsstat", 19: "fsinfo", 20: "pathconf", 21: "commit", 25: "nop",
  ])

  static let errors = Tokens([
    1: "Operation not permitted", 2: "No such file or directory", 5: "Input/output error", 6: "Device not configured",
    11: "Resource deadlock avoided", 12: "Cannot allocate memory", 13: "Permission denied", 17: "File exists",
    18: "Cross-device link", 19: "Operation not supported by device", 20: "Not a directory", 21: "Is a directory",
    22: "Invalid argument", 26: "Text file busy", 27: "File too large", 28: "No space left on device",
    30: "Read-only file system", 31: "Too many links", 45: "Operation not supported",
    62: "Too many levels of symbolic links", 63: "File name too long", 66: "Directory not empty",
    69: "Disc quota exceeded", 70: "Stale NFS file handle", 71: "Too many levels of remote in path",
    99: "Write cache flushed to disk", 10_001: "Illegal NFS file handle", 10_002: "Update synchronization mismatch",
    10_003: "READDIR/READDIRPLUS cookie is stale", 10_004: "Operation not supported",
    10_005: "Buffer or request is too small", 10_006: "Unspecified error on server",
    10_007: "Object of that type not supported", 10_008: "Request couldn't be completed in time",
  ])

  static let stabilities = Tokens([0: "unstable", 1: "datasync", 2: "filesync"])

  static let fileTypes = Tokens([0: "NON", 1: "REG", 2: "DIR", 3: "BLK", 4: "CHR", 5: "LNK", 7: "FIFO"])

  static let authenticationFaults = Tokens([
    0: "OK", 1: "Bogus Credentials (seal broken)", 2: "Rejected Credentials (client should begin new session)",
    3: "Bogus Verifier (seal broken)", 4: "Verifier expired or was replayed", 5: "Credentials are too weak",
    6: "Bogus response verifier", 7: "Unknown failure",
  ])

  static let refusals = Tokens([
    1: "PROG_UNAVAIL", 2: "PROG_MISMATCH", 3: "PROC_UNAVAIL", 4: "GARBAGE_ARGS", 5: "SYSTEM_ERR",
  ])

  static let portMapProcedures = Tokens([
    0: "null", 1: "set", 2: "unset", 3: "getport", 4: "dump", 5: "call",
  ])

  /// The rights that `access` asks for, but the last, which stands in all of them.
  static let rights: [(mask: UInt32, name: StaticString)] = [
    (0x01, "NFS_ACCESS_READ"), (0x02, "NFS_ACCESS_LOOKUP"), (0x04, "NFS_ACCESS_MODIFY"), (0x08, "NFS_ACCESS_EXTEND"),
    (0x10, "NFS_ACCESS_DELETE"), (0x20, "NFS_ACCESS_EXECUTE"),
  ]

  /// Version 3's number of a procedure, which tells what is done in every version.
  static func procedure(_ number: UInt32, version: UInt32) -> UInt32 {
    guard version != 3, number < 26 else { return number }
    return number < version2.count ? version2[Int(number)] : 25
  }

  /// Version 3's numbers of version 2's procedures.
  private static let version2: [UInt32] = [0, 1, 2, 25, 3, 5, 6, 25, 7, 8, 12, 14, 15, 10, 9, 13, 16, 18]
}
