#if !DEBUG
  import CRuntime
#endif
internal import Glibc
internal import SniffTool

exit(SniffTool.run(Array(CommandLine.arguments.dropFirst())))
