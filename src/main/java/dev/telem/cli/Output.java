package dev.telem.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Stdout that stops the command when nobody reads it any more, as in {@code telem log tail | head}:
 * the JVM ignores SIGPIPE, and a {@link PrintStream} would go on without a word.
 */
final class Output extends OutputStream {
  private final OutputStream out;

  private Output(OutputStream out) {
    this.out = out;
  }

  /** The reader went away. Not an {@link IOException}: no stream in between may swallow it. */
  static final class ReaderGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ReaderGone() {
      super("nobody reads what is written", null, false, false);
    }
  }

  /** The same surface; its stdout, where it is this process's, stops the command. */
  static Surface watched(Surface surface) {
    return surface.out().equals(System.out)
        ? surface.writingTo(
            new PrintStream(
                new Output(new FileOutputStream(FileDescriptor.out)),
                true,
                surface.out().charset()))
        : surface;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException broken) {
      // EPIPE has no exception of its own; the launcher's locale makes it these words.
      if ("Broken pipe".equals(broken.getMessage())) {
        throw new ReaderGone();
      }
      throw broken;
    }
  }
}
