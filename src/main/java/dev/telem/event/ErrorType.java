package dev.telem.event;

/** Why a command was not successful, in a word of a fixed list: never a message. */
public final class ErrorType {
  /**
   * By number, as Linux has them on amd64 and arm64; the first thirty-one are what a shell names.
   */
  private static final String[] SIGNALS = {
    "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private final String word;

  private ErrorType(String word) {
    this.word = word;
  }

  static ErrorType named(String word) {
    return new ErrorType(word);
  }

  static ErrorType signal(int number) {
    return new ErrorType(number < SIGNALS.length ? "SIG" + SIGNALS[number] : "SIG" + number);
  }

  String word() {
    return word;
  }
}
