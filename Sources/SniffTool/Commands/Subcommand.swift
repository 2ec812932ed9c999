/// What sniff does besides capturing and printing, when the word is the first on the command line.
enum Subcommand: String, CaseIterable, Equatable {
  case info, merge, slice

  /// Its options.
  var table: OptionTable {
    switch self {
    case .info: .info
    case .merge: .merge
    case .slice: .slice
    }
  }

  /// What it is for, without a full stop.
  var summary: String {
    switch self {
    case .info: "Tell what is in savefiles"
    case .merge: "Write several savefiles as one"
    case .slice: "Write a part of savefiles, or change what is in them"
    }
  }

  /// How it is called.
  var usage: String {
    switch self {
    case .info: "sniff info [options] file..."
    case .merge: "sniff merge [options] -w file file..."
    case .slice: "sniff slice [options] -w file file..."
    }
  }

  /// What the manual page says of it, in paragraphs.
  var manual: [String] {
    switch self {
    case .info:
      [
        """
        Prints for each file its format, link types, snapshot length, packets, bytes, first and last time, duration, \
        rates, whether the times are in order, and for pcapng files where it was made, its interfaces, comments and \
        what it holds besides packets. A damaged file is told of up to the damage, and the exit status is 1.
        """
      ]
    case .merge:
      [
        """
        Writes the packets of all files, in the order of their times, into one. Interfaces of the files that look alike \
        become one interface, their sections one section, with the comments of the first section of each file; where a \
        later section of a file has comments, a section with them begins. Blocks of unknown types are left out where \
        their byte order is not that of the first file, and a note says so. A pcap file has room for files of one link \
        type, a pcapng file for any.
        """
      ]
    case .slice:
      [
        """
        Writes those packets of the files that are asked for by number, time or expression, and changes them as asked. \
        Several files are taken as one, in the order of their times.
        """
      ]
    }
  }
}
