extension OptionTable {
  static let sourceOptions: [CommandOption] = [
    CommandOption(
      .interface, "i", "interface", .interface("interface"), .source, "Capture on this network interface",
      details: """
        A name, or a number of the list that -D prints. The name any stands for all interfaces, which are not put into \
        promiscuous mode then. A pattern such as 'veth*' stands for all interfaces of such names, also those that come \
        later. The option may be given several times; lines then begin with the interface and the way of a packet, a \
        pcapng file describes each interface, and one that goes down, vanishes or comes back is told of and followed. \
        Without -i the first interface of that list that is up is taken, the loopback only when there is no other.
        """),
    CommandOption(
      .waitForInterface, nil, "wait", .source, "Wait for an interface that is not there yet",
      details: """
        Also for one that vanishes, until it comes back. Without it a single interface that vanishes is the end; one that \
        goes down is told of and waited for in any case.
        """
    ).ours,
    CommandOption(
      .networkNamespace, nil, "netns", .text("name"), .source, "Capture in another network namespace",
      details: """
        One that ip-netns(8) knows, the number of a process that is in it, or the path of a namespace. It needs \
        CAP_SYS_ADMIN. Names are looked up from there too.
        """
    ).ours,
    CommandOption(
      .fanout, nil, "fanout", .number("count"), .source, "Spread the packets of an interface over so many rings",
      details: """
        Each has the size that -B says, and takes packets when another one is full. Packets come in the order of their \
        time whatever ring they were in.
        """
    ).ours,
    CommandOption(
      .readFile, "r", nil, .file("file"), .source, "Read packets from a savefile instead of an interface",
      details: """
        The file may be a pcap file of either byte order, with microseconds or nanoseconds, or a pcapng file, each \
        also compressed with gzip, zstd, lz4 or xz. The interfaces of a pcapng file may differ in everything, its \
        sections in their byte order; the expression is compiled for each link type. The name - stands for standard \
        input. A file that is damaged or ends in the middle of a packet gives the packets before, then a message that \
        says at which byte and what is wrong, and exit status 1.
        """),
    CommandOption(
      .followFile, nil, "follow-file", .source, "Wait at the end of the savefile for what is written to it",
      details: "Until a signal comes. The file must be on a disk, and not compressed."
    ).ours,
    CommandOption(
      .fileList, "V", nil, .file("file"), .source, "Read packets from the savefiles that a file names",
      details: """
        One name a line; the name - stands for standard input. The packets come as one stream in the order of their \
        times, and so they do when -r is given several times. Hundreds of files may be named; they are open only while \
        their packets come. A file that is damaged ends there, the others go on, and the exit status is 1.
        """),
    CommandOption(
      .recover, nil, "recover", .source, "Go on behind damage in a savefile",
      details: """
        At the next place that looks like a record, or in a pcapng file a block. A message for each part that is passed \
        over says where it begins, what is wrong there and how long it is. The exit status is 1 all the same.
        """
    ).ours,
    CommandOption(
      .isolate, nil, "isolate", .source, "Let another process make the lines of a savefile",
      details: """
        As it always is in a capture: a packet that crashes it, or that it does not get on with, has a line that says so, \
        and the next ones are printed as usual. One core does it, and takes up to twice as long. Not for compressed \
        files and pipes.
        """
    ).ours,
    CommandOption(
      .count, "c", nil, .number("count"), .source, "Stop after this many packets",
      details: "Packets that the filter refuses do not count."),
    CommandOption(
      .stop, nil, "stop", .text("condition"), .source, "Stop after a duration, a size, so many packets or files",
      details: """
        One of duration:30s (units ms, s, m, h and d, counted from the beginning of the capture), size:100M (bytes of \
        packets with their headers in a pcap file; units k, M, G for powers of 1000, Ki, Mi, Gi for powers of 1024), \
        packets:1000 and files:3 (savefiles that are complete, with -C, -G or --rotate). The option may be given several times; \
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
      .skip, nil, "skip", .number("count"), .source, "Pass over this many packets first",
      details: "Of those that the filter holds for. With -# numbers go on from there."
    ).ours,
    CommandOption(
      .from, nil, "from", .text("time"), .source, "Take only packets of this moment or later",
      details: """
        A date, as 2026-11-21, a date and time, as 2026-11-21T16:30:05.25, with Z or an offset as +01:00 behind it or in \
        local time, seconds since 1970, as 1795278605.25, or a time of the day of the first packet, as 16:30.
        """
    ).ours,
    CommandOption(
      .to, nil, "to", .text("time"), .source, "Take only packets of this moment or earlier",
      details: """
        Where packets have been in order so far, to within a second, reading stops one second behind that moment. A \
        time of day that is before that of --from is one of the next day.
        """
    ).ours,
    CommandOption(
      .snapshotLength, "s", "snapshot-length", .number("bytes"), .source, "Keep at most this many bytes of a packet",
      details: "The default, which 0 also stands for, is 262144. Reading a file, it does not apply."),
    CommandOption(
      .bufferSize, "B", "buffer-size", .number("KiB"), .source, "Let the kernel keep this much of what is not read yet",
      details: """
        A buffer has eight blocks at least, each of which holds the largest usual packet: whole packets need 1024, and \
        less is taken only with -s.
        """),
    CommandOption(
      .queueSize, nil, "queue", .text("size"), .source, "Let so much wait for a savefile that stalls",
      details: """
        Bytes of packets of a capture, as 64M, which is the default: units k, M, G, or Ki, Mi, Gi. The memory is used \
        only while the file takes nothing; when it is full too, packets wait in the kernel's buffer. With 0 the file is \
        written by whoever takes packets from the kernel, as files in memory are always, and all with -U and --print. \
        A file that another one follows is finished while packets go into that, and each has its own queue.
        """
    ).ours,
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
      .noProgress, nil, "no-progress", .source, "Do not say how far the reading is",
      details: """
        Else standard error says it on a terminal which no packets are printed to, where more than two seconds are left: \
        how much has been read, how fast, and how long the rest will take.
        """
    ).ours,
    CommandOption(
      .threads, nil, "threads", .number("count"), .source, "Work on a savefile with this many threads",
      details: """
        The default is one for each core that the program may use. What is printed and written is the same whatever \
        their number. Pcap files are worked on by several, of several files one after the other where their times do not \
        overlap; pcapng files, pipes, interfaces, lines with names (without -n) and copies without an expression by one.
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
}
