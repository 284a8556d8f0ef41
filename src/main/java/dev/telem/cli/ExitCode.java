package dev.telem.cli;

/** telem's own exit codes, for everything but the wrapped command's end. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILURE = 1;

  /** {@code status -q}: recorded on this machine only. */
  static final int LOCAL = 10;

  /** {@code status -q}: nothing is collected. */
  static final int OFF = 20;

  /** EX_USAGE of sysexits.h. */
  static final int USAGE = 64;

  /**
   * Nobody reads the output any more: what a shell reports of a tool that SIGPIPE ended, so that
   * {@code pipefail} treats telem like any other.
   */
  static final int READER_GONE = 128 + 13;

  private ExitCode() {}
}
