extension OptionTable {
  static let lineOptions: [CommandOption] = [
    CommandOption(
      .noNames, "n", nil, .lines, "Print addresses and ports as numbers",
      details: """
        Without it a line of a capture waits for its names, 5 seconds at most for each. The capture itself never waits: \
        when too many lines are waiting, numbers are printed and a note says so.
        """),
    CommandOption(.noDomains, "N", nil, .lines, "Print host names without their domain"),
    CommandOption(.noForeignNames, "f", nil, .lines, "Print addresses outside of the interface's network as numbers"),
    CommandOption(.addressNames, "a", nil, .lines, "Accepted for old scripts; does nothing"),
    CommandOption(
      .timestamps, "t", nil, .lines, "Print no time",
      details: """
        Given twice, seconds since 1970; three times, what has passed since the line before; four times, date and time; \
        five times, what has passed since the first line.
        """),
    CommandOption(.verbose, "v", nil, .lines, "Print more; up to three times"),
    CommandOption(.quiet, "q", nil, .lines, "Print less"),
    CommandOption(.linkHeader, "e", nil, .lines, "Print the link-layer header"),
    CommandOption(
      .hex, "x", nil, .lines, "Print the bytes of packets", details: "Given twice, with the link-layer header."),
    CommandOption(
      .hexAndASCII, "X", nil, .lines, "Print the bytes of packets as numbers and as text",
      details: "Given twice, with the link-layer header."),
    CommandOption(
      .ascii, "A", nil, .lines, "Print the bytes of packets as text",
      details: "Given twice, with the link-layer header."),
    CommandOption(.number, "#", "number", .lines, "Print the number of each packet"),
    CommandOption(
      .absoluteSequenceNumbers, "S", "absolute-tcp-sequence-numbers", .lines,
      "Print TCP sequence numbers as they are in the packets",
      details: "Else they count from the first one of a connection that was seen."),
    CommandOption(
      .skipChecksums, "K", "dont-verify-checksums", .lines, "Do not verify checksums",
      details: "For interfaces that compute them behind the place of capture."),
    CommandOption(.dottedASNumbers, "b", nil, .lines, "Print AS numbers with a dot"),
    CommandOption(.rawFileHandles, "u", nil, .lines, "Print NFS file handles as they are"),
    CommandOption(
      .payloadType, "T", nil, .choice("type", PayloadType.all.map(\.name)), .lines,
      "Take what UDP or TCP carries for this protocol, whatever the ports"),
    CommandOption(
      .color, nil, "color", .choice("auto|always|never", ["auto", "always", "never"]), .lines,
      "Colour the lines",
      details: "The default, auto, colours them on a terminal unless NO_COLOR is set. The text is the same."
    ).ours,
    CommandOption(
      .lineBuffered, "l", nil, .lines, "Write every line as soon as it is complete",
      details: "This is the default on a terminal."),
    CommandOption(
      .countOnly, nil, "count", .lines, "Print only how many packets a savefile has that the expression holds for"),
    CommandOption(
      .mib, "m", nil, .file("file"), .lines, "Accepted for old scripts; a note says that it is ignored"),
    CommandOption(.meshHeaders, "H", nil, .lines, "Look for draft headers of 802.11s"),
    CommandOption(
      .decrypt, "E", nil, .text("spi@address algorithm:secret"), .lines, "Decrypt ESP packets",
      details: """
        The number and the destination say for which packets the secret is; without them it is for all that no other \
        is for. The algorithm is one of libcrypto's, such as aes256 or 3des, with -cbc behind it or without, and with \
        -hmac96 behind that when packets end with a check value of 96 bits. The secret is text, or hexadecimal digits \
        behind 0x. Commas stand between several of them; file and a name stand for the lines of that file. Everybody \
        on the machine can read what stands on a command line, but not in a file.
        """),
    CommandOption(
      .sharedSecret, "M", nil, .text("secret"), .lines, "Check TCP-MD5 signatures with this secret",
      details: "Signatures as RFC 2385 has them. They are valid or (invalid) then."),
    CommandOption(
      .flows, nil, "flows", .number("count"), .lines, "Remember the first sequence numbers of this many connections",
      details: """
        The default is 65536. Those used last are remembered, exactly; a connection that returns after so many others \
        counts its sequence numbers anew, from its next segment on.
        """
    ).ours,
  ]

  static let informationOptions: [CommandOption] = [
    CommandOption(
      .listInterfaces, "D", "list-interfaces", .information, "List the interfaces that can be captured on, and stop"),
    CommandOption(
      .listLinkTypes, "L", "list-data-link-types", .information, "List the link types of the interface, and stop"),
    CommandOption(
      .listTimestampTypes, "J", "list-time-stamp-types", .information,
      "List the clocks that the interface can take times from, and stop"),
    CommandOption(.help, "h", "help", .information, "Print the version and the options, and stop"),
    CommandOption(.version, nil, "version", .information, "Print the version, and stop"),
    CommandOption(
      .manual, nil, "manual", .information, "Print the manual page, and stop",
      details: "It is for man: sniff --manual | man -l -"
    ).ours,
    CommandOption(
      .completions, nil, "completions", .choice("bash|zsh|fish", ["bash", "zsh", "fish"]), .information,
      "Print a shell's completions, and stop"
    ).ours,
    CommandOption(
      .floatingPoint, nil, "fp-type", .information, "Print how this machine computes a number, and stop",
      details: "For tests of old programs."),
  ]
}
