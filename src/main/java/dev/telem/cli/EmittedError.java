package dev.telem.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.channel.Reading;
import dev.telem.run.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** An error: its class, its stack trace. */
final class EmittedError implements EmittedForm {
  static final String WORD = "error";

  /** Of a longer stack trace the beginning and the end count: a line of the channel is limited. */
  private static final int LONGEST_TRACE = Reading.LONGEST_LINE - 1_000;

  private static final int LONGEST_INPUT = 16 << 20;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            WORD,
            "Report an error: its class and its stack trace, never its message. Stack traces of"
                + " Java, Python, JavaScript, Go, Ruby and .NET are understood; of paths only"
                + " what lies below the module's root is kept.",
            "telem emit error TypeError",
            "mytool 2> trace.txt || telem emit error --stack trace.txt");
    spec.addPositional(
        Specs.wordAt(
            0, "TYPE", "0..1", "Its class, such as TypeError. Default: as the trace says."));
    spec.addOption(
        Specs.value(
            "FILE",
            "A file with the stack trace, - for stdin. Default: stdin if no TYPE is named, else"
                + " none.",
            "--stack"));
    return spec;
  }

  @Override
  public ObjectNode read(ParseResult parsed, Surface surface) throws IOException, Refusal {
    List<String> words = EmittedForm.words(parsed);
    String type = EmittedForm.word(words, 0, "");
    String file = parsed.matchedOptionValue("--stack", type.isEmpty() ? "-" : "");
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode error = line.putObject("error");
    if (!type.isEmpty()) {
      error.put("type", type);
    }
    if (!file.isEmpty()) {
      error.put("stack", trace(file, surface));
    }
    return line;
  }

  private static String trace(String file, Surface surface) throws IOException, Refusal {
    byte[] bytes;
    if (file.equals("-")) {
      if (Terminal.on(0)) {
        surface.err().println("telem: type or paste the stack trace; Ctrl-D ends it");
      }
      bytes = surface.in().readNBytes(LONGEST_INPUT);
    } else {
      Path base = surface.workingDirectory();
      Path path = base == null ? Path.of(file) : base.resolve(file);
      try (InputStream in = Files.newInputStream(path)) {
        bytes = in.readNBytes(LONGEST_INPUT);
      } catch (IOException unreadable) {
        throw Refusal.failure(
            "--stack "
                + file
                + " cannot be read ("
                + FileTrouble.describe(unreadable)
                + "); name another file, or - for stdin",
            unreadable);
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int head = fitting(text, LONGEST_TRACE, 1);
    if (head == text.length()) {
      return text;
    }
    head = fitting(text, LONGEST_TRACE / 2, 1);
    int tail = fitting(text, LONGEST_TRACE / 2, -1);
    return text.substring(0, head) + "\n" + text.substring(text.length() - tail);
  }

  /**
   * How many chars fit into so many bytes of JSON: from the beginning, or the last with step -1.
   */
  private static int fitting(String text, int most, int step) {
    int bytes = 0;
    int chars = 0;
    while (chars < text.length()) {
      int point = step > 0 ? text.codePointAt(chars) : text.codePointBefore(text.length() - chars);
      bytes += bytesOf(point);
      if (bytes > most) {
        break;
      }
      chars += Character.charCount(point);
    }
    return chars;
  }

  /** As Jackson writes it: UTF-8, but no control character as it is, and no surrogate. */
  private static int bytesOf(int point) {
    if (point < ' ') {
      return point >= '\b' && point <= '\r' && point != 0x0b ? 2 : 6;
    }
    if (point < 0x80) {
      return point == '"' || point == '\\' ? 2 : 1;
    }
    return point < 0x800 ? 2 : point < 0x10000 ? 3 : 12;
  }
}
