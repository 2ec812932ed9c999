/// A part of what an operation of AFS asks or answers, and how it is told. Numbers have a name in front.
enum AFSPart: Sendable {
  /// A word alone.
  case word(StaticString)
  /// A signed number.
  case int(StaticString)
  /// An unsigned number.
  case uint(StaticString)
  /// An unsigned number of 64 bits.
  case uint64(StaticString)
  /// A moment in seconds since 1970.
  case date(StaticString)
  /// A text of at most so many bytes, with its length in front.
  case string(StaticString, Int)
  /// A text of exactly so many bytes in a word each, ended by a zero.
  case vector(Int)
  /// A file: volume, vnode and what makes it unique.
  case file
  /// What is to be set of a file's status.
  case status
  /// Who may do what, as text.
  case rights
  /// A number that tells a kind of volume.
  case volumeType
  /// A unique number of a host.
  case host
  /// A version of a database: epoch and counter.
  case version(StaticString)
  /// Where a volume goes.
  case server
  /// Whether the site is the one that others follow.
  case syncSite
  /// A number that is not told.
  case unused
  /// Some bytes that are not told.
  case opaque
  /// Files, separated by commas.
  case files
  /// Files, then what is said about each of them.
  case callbacks
  /// Several texts of so many bytes.
  case vectors(Int)
  /// Several signed numbers.
  case ints(StaticString)
  /// A volume and where its copies are: places for so many servers.
  case volume(Int)
  /// A volume whose servers are told by unique numbers.
  case volumeOfHosts
  /// Several servers, separated by commas.
  case servers
  /// Several volumes of a partition.
  case volumes
}
