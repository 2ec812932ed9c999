/// The parts of the manual page that are not options.
enum ManualText {
  static let description = [
    """
    sniff takes packets from a network interface, or from a savefile with -r, and prints a line for each one that the \
    expression holds for, or writes them to a savefile with -w. Options, filter expressions, lines, exit statuses and \
    signals are those of tcpdump(8).
    """,
    """
    A capture goes on until as many packets have come as -c says, or a signal ends it. Then it tells how many packets \
    were captured, how many the filter let through and how many the kernel had to drop for lack of room.
    """,
    "An abbreviation of a long option that tcpdump takes for one of its own means that one here too.",
  ]

  static let subcommands = """
    When the first word of the command line is one of these, it is no expression; a host of such a name is asked for as \
    host info. All read files as a stream, whatever their size.
    """

  static let sections: [(heading: String, paragraphs: [String])] = [
    (
      "SIGNALS",
      [
        """
        SIGINT, SIGTERM and SIGHUP end a capture: nothing more is let in, what came before is written, the counts are \
        printed, exit status 0. A second one, a moment later, ends it at once.
        """,
        "SIGUSR1 prints the counts so far and goes on.",
        "SIGUSR2 writes what is buffered to the savefile and goes on.",
      ]
    ),
    (
      "EXIT STATUS",
      [
        "0: all is done, also when lines were printed into a pipe that its reader closed.",
        """
        1: something failed, and a message on standard error says what: a mistake in the options or the expression, a \
        file or interface that cannot be opened, a damaged savefile (the packets before the damage are processed), a \
        write that failed, or packets written into a closed pipe.
        """,
        "3: packets were lost, with --fail-on-loss; all else is done.",
      ]
    ),
    (
      "PRIVILEGES",
      [
        """
        Capturing needs the capability CAP_NET_RAW; reading a savefile needs no privilege. To let everyone who may run \
        the program capture: setcap cap_net_raw=ep /path/to/sniff
        """,
        """
        Before the first packet is looked at, a capture gives up what only its opening needed. Root becomes the user of \
        -Z, else tcpdump or nobody; all capabilities go, also from what programs started from here on could have; \
        no_new_privs is set, and Landlock and a filter of system calls (seccomp) leave what is open: no file, socket or \
        program can be opened, connected to or run any more.
        """,
        """
        What is needed later is done by helper processes, which are started before and do nothing else: one makes, \
        renames and removes files in the directory of -w and runs the command of -z, and keeps root's rights over \
        files but none over the network; another one, with no rights at all, looks up names.
        """,
        """
        Lines of a capture are made by a process of its own, which has nothing open but standard output. A packet that \
        crashes it, or that it does not get on with for some seconds, has a line that says so instead of its own; \
        another one takes over with the next packet and knows what the first one knew, and a file that is written with \
        -w has them all. When packets come faster than lines are taken, such a file has them all the same, and a line \
        says how many are not printed. With --no-sandbox the process that captures makes lines itself.
        """,
        """
        Whoever reads a savefile stays who they are, without capabilities. Landlock leaves them no file but those that \
        are open and no program; without -n files may be read and name servers asked.
        """,
        """
        A kernel that lacks one of these does without, and -v says so. --no-sandbox gives nothing up.
        """,
      ]
    ),
    (
      "ENVIRONMENT",
      [
        "NO_COLOR: when set and not empty, --color=auto does not colour.",
        "TZ: the time zone of printed times.",
      ]
    ),
  ]

  static let examples: [(purpose: String, command: String)] = [
    ("Print what comes and goes on an interface, with numbers for names", "sniff -n -i eth0"),
    ("Print DNS messages on all interfaces", "sniff -i any --filter 'udp port 53'"),
    ("Store the web traffic of a host", "sniff -i eth0 -w web.pcap 'host 192.0.2.1 and (port 80 or 443)'"),
    ("Print a savefile with all details and bytes", "sniff -vvv -X -r web.pcap"),
    ("Count the connection attempts in a savefile", "sniff -r web.pcap --count 'tcp[tcpflags] = tcp-syn'"),
    ("Capture on another machine and look here", "ssh host sniff -U -w - not port 22 | sniff -l -r -"),
  ]
}
