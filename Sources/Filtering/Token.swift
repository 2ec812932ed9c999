import Packets

/// A piece of a filter expression that the lexer has told apart.
struct Token: Equatable {
  /// What kind of piece it is, with what it says.
  enum Kind: Equatable {
    /// A reserved word.
    case keyword(Keyword)
    /// Punctuation.
    case symbol(Symbol)
    /// A number, or a named constant.
    case number(UInt32)
    /// Two to four numbers with dots between, as they stand there.
    case dotted(String)
    /// An IPv6 address.
    case ipv6(IPv6Address)
    /// An Ethernet address.
    case mac(MACAddress)
    /// `$` and an ARCnet address.
    case arcnet(UInt8)
    /// Any other word; with a backslash in front it may be a reserved one.
    case word(String)
    /// The end of the expression.
    case end
  }

  /// Punctuation.
  enum Symbol: String, Equatable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case slash = "/"
    case percent = "%"
    case ampersand = "&"
    case bar = "|"
    case caret = "^"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case not = "!"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case colon = ":"
  }

  let kind: Kind
  /// Where it stands, in UTF-8 offsets.
  let range: Range<Int>
}
