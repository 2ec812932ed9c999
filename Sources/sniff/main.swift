internal import Glibc
internal import SniffTool

#if !DEBUG
import CRuntime
#endif

exit(SniffTool.run(Array(CommandLine.arguments.dropFirst())))
