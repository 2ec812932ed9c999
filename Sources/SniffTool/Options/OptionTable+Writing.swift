extension OptionTable {
  static let writingOptions: [CommandOption] = [
    CommandOption(
      .writeFile, "w", nil, .file("file"), .writing, "Write packets to a savefile instead of printing them",
      details: "The name - stands for standard output, where nothing but the capture is written then."),
    CommandOption(
      .packetBuffered, "U", "packet-buffered", .writing, "Hand every packet over as soon as it is there",
      details: """
        To the savefile with -w, else to standard output. Without it a savefile is written in large blocks, each \
        second and when SIGUSR2 comes: a program that is killed (SIGKILL), or a machine that goes on without it, loses \
        what came within the last second, 256 KiB at most as long as the file does not stall. With -U every packet \
        that was counted or printed is in the file. Of a compressed file the frame that is open is lost too, a second \
        more or 64 MB at most.
        """
    ),
    CommandOption(
      .print, nil, "print", .writing, "Print packets even if they are written to a file with -w"),
    CommandOption(
      .format, nil, "format", .choice("pcap|pcapng", ["pcap", "pcapng"]), .writing, "Write a savefile of this format",
      details: """
        Without this option a name that ends in .pcapng is that of a pcapng file, and any other that of a pcap file. A \
        pcapng file has times in nanoseconds, tells on which machine and interface packets were captured, with which \
        filter, which way they went, how many were lost and where, and keeps all that another pcapng \
        file holds when packets are copied from it, with an expression too: sections, interfaces, comments, options of \
        packets, statistics, names, secrets, and blocks that only others know, as far as they may be copied. A pcap \
        file has room for one link type; the first packet that does not fit ends the copy with a message.
        """
    ).ours,
    CommandOption(
      .compress, nil, "compress", .text("format[:level]"), .writing, "Compress the savefile with zstd, gzip or lz4",
      details: """
        Without this option a name that ends in .zst, .gz or .lz4 says so. It is done by other threads, in frames of \
        64 MB or, of a capture, of a second, each of which can be read by itself: what is left of a file that could not \
        be finished is readable up to its last whole frame. The limit of -C is that of the packets before they are \
        compressed.
        """
    ).ours,
    CommandOption(
      .comment, nil, "comment", .text("text"), .writing, "Put a comment into the pcapng file that is written",
      details: "It may be given several times."
    ).ours,
    CommandOption(
      .packetIDs, nil, "packet-ids", .none, .writing, "Number the packets of the pcapng file that is written",
      details:
        "Each gets the option epb_packetid, from 1 on in each file. A packet that is copied keeps the one it has."
    ).ours,
    CommandOption(
      .packetHashes, nil, "packet-hashes", .none, .writing, "Put a CRC-32 of each packet into the pcapng file",
      details: "As the option epb_hash. A packet that is copied keeps the one it has."
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
      .rotate, nil, "rotate", .text("limit:amount"), .writing, "Begin another savefile at this limit",
      details: """
        The limit is duration:30s, a time that has passed since the file began; interval:1h, a time of which the clock \
        shows a multiple; size:100M, bytes; or packets:1000. Several may be given, with commas between, and the first \
        that is reached counts. Times are in s, m, h or d, sizes in k, M, G, Ki, Mi or Gi. Times follow the clock, \
        whether packets come or not. As with dumpcap, each name has a number and the time at which the file begins: \
        name_00001_20260101120000.pcap. Not with -C, -G or -W.
        """
    ).ours,
    CommandOption(
      .ring, nil, "ring", .number("count"), .writing, "Keep only this many of the savefiles of --rotate",
      details: "When another begins the oldest one is removed. Files of other runs are left alone."
    ).ours,
    CommandOption(
      .atomic, nil, "atomic", .writing, "Give savefiles their name when they are complete",
      details: """
        Until then .part stands behind it, and what has the name already is left alone. A file that could not be \
        finished keeps that name.
        """
    ).ours,
    CommandOption(
      .sync, nil, "sync", .text("none|file|interval:seconds"), .writing, "Put savefiles on the disk",
      details: """
        With file, when one is complete: before it gets its name, is told of, or -z has it. With interval:5s also each \
        5 seconds, beside the capture. The default, none, leaves it to the system: a machine that loses power loses \
        what was written in the last seconds.
        """
    ).ours,
    CommandOption(
      .reportFiles, nil, "report-files", .writing, "Tell of every savefile that is complete",
      details: """
        A line of JSON on standard error: its name, packets and bytes, and the first and last time of a packet in \
        seconds since 1970, null where there is none.
        """
    ).ours,
    CommandOption(
      .postRotate, "z", nil, .text("command"), .writing, "Run a command on every savefile that another one follows",
      details: """
        With -C, -G or --rotate. It is a program without arguments of its own, which gets the name of the file, complete and \
        closed, as its only one, and runs at the lowest priority beside the capture. One that fails is told of in a \
        line, and the exit status is 1 at the end, which waits for all of them. It is not run on the last file.
        """),
    CommandOption(
      .user, "Z", "relinquish-privileges", .text("user"), .writing, "Become this user when the capture is open",
      details: """
        For the superuser; others stay who they are, as root does with -Z root. Without this option a capture of root's \
        becomes tcpdump's, or nobody's where there is no such user, and whoever reads a file stays who they are. Files \
        given by -w become the user's, also those that follow each other in a directory that only root may write to.
        """),
    CommandOption(
      .noSandbox, nil, "no-sandbox", .writing, "Keep rights that are not needed any more",
      details: """
        Before the first packet is looked at, a capture gives up all capabilities and the right to open files and \
        sockets, to connect and to run programs: see PRIVILEGES. With this option it does not, and root stays root \
        unless -Z says otherwise. For environments that do not let it, and for debuggers.
        """
    ).ours,
  ]
}
