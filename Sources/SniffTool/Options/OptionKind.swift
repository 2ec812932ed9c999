/// Every option, by what it asks for.
///
/// The raw values stand for options in the results of getopt_long(3) and lie behind all letters.
enum OptionKind: Int32, CaseIterable, Sendable {
  // What packets are taken.
  case readFile = 256
  case recover, isolate, followFile, skip, from, to
  case fileList, interface, count, snapshotLength, bufferSize, direction, linkType, timestampType, noPromiscuous
  case monitorMode, immediateMode, precision, microseconds, nanoseconds, backend, threads, noProgress, stop, stopWhen,
    failOnLoss
  case waitForInterface, networkNamespace, fanout, queueSize
  // Which of them.
  case filter, filterFile, noOptimize, dumpProgram, explain
  // What lines look like.
  case noNames, noDomains, noForeignNames, timestamps, verbose, quiet, linkHeader, hex, hexAndASCII, ascii, number
  case absoluteSequenceNumbers, skipChecksums, dottedASNumbers, rawFileHandles, payloadType, color, print, lineBuffered
  case countOnly, mib, meshHeaders, decrypt, sharedSecret, addressNames, flows
  // What is written.
  case format, compress, comment, packetIDs, packetHashes
  case writeFile, packetBuffered, fileSize, rotationSeconds, fileCount, postRotate, user
  case rotate, ring, atomic, reportFiles, sync, noSandbox
  // What only subcommands have.
  case json, hash, concatenate, packets, others, deduplicate, deduplicationTime, shift
  // What is told and done.
  case listInterfaces, listLinkTypes, listTimestampTypes, help, version, manual, completions, floatingPoint
}
