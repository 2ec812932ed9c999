extension OptionTable {
  static let sourceOptions: [CommandOption] = [
    CommandOption(
      .interface, "i", "interface", .interface("interface"), .source, "Capture on this network interface",
      details: """
        A name, or a number of the list that -D prints. The name any stands for all interfaces, which are not put into \
        promiscuous mode then. Without -i the first interface of that list that is up is taken, the loopback only when \
        there is no other.
        """),
    CommandOption(
      .readFile, "r", nil, .file("file"), .source, "Read packets from a savefile instead of an interface",
      details: """
        The file may be a pcap file of either byte order, with microseconds or nanoseconds, or a pcapng file, each \
        also compressed with gzip, zstd, lz4 or xz. The name - stands for standard input. A file that ends in the middle of a packet gives the packets before, then a \
        message and exit status 1.
        """),
    CommandOption(
      .fileList, "V", nil, .file("file"), .source, "Read packets from the savefiles that a file names",
      details: "One name a line; the name - stands for standard input."),
    CommandOption(
      .count, "c", nil, .number("count"), .source, "Stop after this many packets",
      details: "Packets that the filter refuses do not count."),
    CommandOption(
      .stop, nil, "stop", .text("condition"), .source, "Stop after a duration, a size, so many packets or files",
      details: """
        One of duration:30s (units ms, s, m, h and d, counted from the beginning of the capture), size:100M (bytes of \
        packets with their headers in a pcap file; units k, M, G for powers of 1000, Ki, Mi, Gi for powers of 1024), \
        packets:1000 and files:3 (savefiles that are complete, with -C or -G). The option may be given several times; \
        what comes first ends it. What came before the end of a duration is still taken.
        """
    ).ours,
    CommandOption(
      .stopWhen, nil, "stop-when", .text("expression"), .source,
      "Stop after the first packet that this expression holds for",
      details: "Of the packets that are taken; that packet is the last one that is printed or stored."
    ).ours,
    CommandOption(
      .failOnLoss, nil, "fail-on-loss", .source, "End with exit status 3 when a capture lost packets",
      details: """
        Whether the kernel dropped them because the ring was full or the interface did. Where lines are printed, a line \
        such as -- 1,204 packets lost here (kernel ring full) -- tells where, on standard error unless standard output \
        is a terminal; a pcapng file has the number in the first packet behind the loss.
        """
    ).ours,
    CommandOption(
      .snapshotLength, "s", "snapshot-length", .number("bytes"), .source, "Keep at most this many bytes of a packet",
      details: "The default, which 0 also stands for, is 262144. Reading a file, it does not apply."),
    CommandOption(
      .bufferSize, "B", "buffer-size", .number("KiB"), .source, "Let the kernel keep this much of what is not read yet"),
    CommandOption(
      .direction, "Q", "direction", .choice("in|out|inout", ["in", "out", "inout"]), .source,
      "Capture only packets that go this way"),
    CommandOption(
      .noPromiscuous, "p", "no-promiscuous-mode", .source, "Leave the interface out of promiscuous mode",
      details: "It may be in that mode for another reason."),
    CommandOption(
      .monitorMode, "I", "monitor-mode", .source, "Put a Wi-Fi interface into monitor mode",
      details: "What -L lists depends on it."),
    CommandOption(
      .immediateMode, nil, "immediate-mode", .source, "Hand packets over as they come, not in batches",
      details: "This is the default when packets are printed on a terminal."),
    CommandOption(
      .linkType, "y", "linktype", .text("type"), .source, "Capture packets of this link type",
      details: "One of those that -L lists. With -d and without -i or -r, any type that there is."),
    CommandOption(
      .timestampType, "j", "time-stamp-type", .text("type"), .source, "Let this clock give the time of packets",
      details: "One of those that -J lists."),
    CommandOption(
      .precision, nil, "time-stamp-precision", .choice("micro|nano", ["micro", "nano"]), .source,
      "Take and print times with this precision",
      details: "Times of a file are converted, and a file that is written has this precision."),
    CommandOption(.microseconds, nil, "micro", .source, "The same as --time-stamp-precision=micro, the default"),
    CommandOption(.nanoseconds, nil, "nano", .source, "The same as --time-stamp-precision=nano"),
    CommandOption(
      .threads, nil, "threads", .number("count"), .source, "Work on a savefile with this many threads",
      details: """
        The default is one for each core that the program may use. What is printed and written is the same whatever \
        their number. Pcap files are worked on by several; pcapng files, pipes, interfaces, lines with names (without \
        -n) and copies without an expression by one.
        """
    ).ours,
    CommandOption(
      .backend, nil, "backend", .choice("af-packet|libpcap", ["af-packet", "libpcap"]), .source,
      "Capture through this interface of the system",
      details: """
        The default, af-packet, asks the kernel directly and needs no library. libpcap is for link types and devices \
        that only it knows; it must be installed. Without this option, a name that is no network interface goes to \
        libpcap.
        """
    ).ours,
  ]

  static let selectionOptions: [CommandOption] = [
    CommandOption(
      .filter, nil, "filter", .text("expression"), .selection, "Take only packets that the expression holds for",
      details: "The same as the expression behind the options, which must be missing then."
    ).ours,
    CommandOption(
      .filterFile, "F", nil, .file("file"), .selection, "Read the expression from a file",
      details: """
        An expression on the command line is ignored then. In the file, # and what follows it on a line is a comment.
        """),
    CommandOption(
      .noOptimize, "O", "no-optimize", .selection, "Do not optimise the program made of the expression"),
    CommandOption(
      .dumpProgram, "d", nil, .selection, "Print the program made of the expression, and stop",
      details: """
        Given twice, as a fragment of C; three times, as decimal numbers behind their count. The program is that for \
        the file given by -r or the interface given by -i, else for Ethernet or the link type given by -y. A program \
        for an interface asks the kernel for tags and directions that a file holds in its packets, so the two differ \
        for some expressions.
        """),
    CommandOption(
      .explain, nil, "explain", .selection, "Say in plain words what the expression means, and stop",
      details: """
        A line for each term, and below them what is asked of a packet's bytes, for the same file, interface or link \
        type as with -d.
        """
    ).ours,
  ]

  static let writingOptions: [CommandOption] = [
    CommandOption(
      .writeFile, "w", nil, .file("file"), .writing, "Write packets to a savefile instead of printing them",
      details: "The name - stands for standard output, where nothing but the capture is written then."),
    CommandOption(
      .packetBuffered, "U", "packet-buffered", .writing, "Hand every packet over as soon as it is there",
      details: """
        To the savefile with -w, else to standard output. Without it a savefile is written in large blocks, and at the \
        latest when the capture ends or SIGUSR2 comes.
        """
    ),
    CommandOption(
      .print, nil, "print", .writing, "Print packets even if they are written to a file with -w"),
    CommandOption(
      .format, nil, "format", .choice("pcap|pcapng", ["pcap", "pcapng"]), .writing, "Write a savefile of this format",
      details: """
        Without this option a name that ends in .pcapng is that of a pcapng file, and any other that of a pcap file. A \
        pcapng file has times in nanoseconds, tells on which machine and interface packets were captured, with which \
        filter, which way they went, how many were lost and where, and keeps comments and options of packets that are \
        copied from another one.
        """
    ).ours,
    CommandOption(
      .compress, nil, "compress", .text("format[:level]"), .writing, "Compress the savefile with zstd, gzip or lz4",
      details: """
        Without this option a name that ends in .zst, .gz or .lz4 says so. It is done by another thread, in frames of \
        8 MB or, when little comes, of a second, each of which can be read by itself: what is left of a file that could \
        not be finished is readable up to its last whole frame. The limit of -C is that of the packets before they are \
        compressed.
        """
    ).ours,
    CommandOption(
      .comment, nil, "comment", .text("text"), .writing, "Put a comment into the pcapng file that is written",
      details: "It may be given several times."
    ).ours,
    CommandOption(
      .fileSize, "C", nil, .number("megabytes"), .writing, "Begin another savefile when one is larger than this",
      details: """
        In millions of bytes. The first file has the name given, the others a number behind it: 1, 2, 3. With -W the \
        files are written in turns, and all have a number.
        """),
    CommandOption(
      .rotationSeconds, "G", nil, .number("seconds"), .writing, "Begin another savefile when this time has passed",
      details: """
        By the clock, whether packets come or not, and always so many seconds after the first one began or a multiple \
        of that. The name is filled in by strftime(3) with the time at which the file begins; a name without a time \
        stands for the same file again and again. With -C too, numbers begin anew with each interval.
        """),
    CommandOption(
      .fileCount, "W", nil, .number("count"), .writing, "Keep at most so many savefiles",
      details: """
        With -C the first file is written over when the last is full, and numbers have zeros before them so that they \
        sort. With -G alone the capture ends, with exit status 0, when so many are complete.
        """),
    CommandOption(
      .postRotate, "z", nil, .text("command"), .writing, "Run a command on every savefile that another one follows",
      details: """
        With -C or -G. It is a program without arguments of its own, which gets the name of the file, complete and \
        closed, as its only one, and runs at the lowest priority beside the capture. One that fails is told of in a \
        line, and the exit status is 1 at the end, which waits for all of them. It is not run on the last file.
        """),
    CommandOption(
      .user, "Z", "relinquish-privileges", .text("user"), .writing, "Become this user when the capture is open",
      details: """
        For the superuser; others stay who they are, as root does with -Z root, the default. A file given by -w \
        becomes the user's; files of -C and -G are opened by the user, who must be allowed to.
        """),
  ]
}
