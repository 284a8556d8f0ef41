package dev.telem.spool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * One event that waits.
 *
 * <table>
 *   <caption>An entry's file</caption>
 *   <tr><td>line 1</td><td>the event</td></tr>
 *   <tr><td>line 2, perhaps</td><td>its enclosure: a JSON object of what this destination needs to
 *       know besides and the event does not tell</td></tr>
 * </table>
 *
 * @param eventId its id
 * @param line its JSON, without a line end, byte for byte as it was recorded; not to be changed
 * @param enclosure the second line, without a line end; empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are the point, and entries are never compared.
public record Entry(String eventId, byte[] line, byte[] enclosure) implements Found {
  private static final JsonFactory JSON = new JsonFactory();

  /** An event with nothing enclosed. */
  public Entry(String eventId, byte[] line) {
    this(eventId, line, new byte[0]);
  }

  /** Reads the entry of that id, or says what is wrong with it. */
  static Found read(Path file, String eventId) {
    byte[] content;
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return new Damaged("not a regular file");
      }
      if (attributes.size() > Spool.LONGEST_LINE) {
        return new Damaged("too long");
      }
      try (InputStream in =
          Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        content = in.readNBytes(Spool.LONGEST_LINE);
      }
    } catch (NoSuchFileException gone) {
      return new Gone();
    } catch (IOException unreadable) {
      return new Damaged("unreadable: " + unreadable.getClass().getSimpleName());
    }
    Optional<String> flaw = flawOf(content, eventId);
    return flaw.isPresent() ? new Damaged(flaw.get()) : split(content, eventId);
  }

  private static Entry split(byte[] content, String eventId) {
    int end = endOfLine(content);
    return new Entry(
        eventId,
        Arrays.copyOf(content, end),
        Arrays.copyOfRange(content, end + 1, Math.max(end + 1, content.length - 1)));
  }

  /** What keeps the bytes from being a whole event of that id, with or without an enclosure. */
  private static Optional<String> flawOf(byte[] content, String eventId) {
    if (content.length == 0 || content[content.length - 1] != '\n') {
      return Optional.of("cut off");
    }
    int end = endOfLine(content);
    for (int i = 0; i < content.length - 1; i++) {
      if (content[i] >= 0 && content[i] < ' ' && i != end) {
        return Optional.of("not one line of text");
      }
    }
    try {
      // Jackson lets some invalid sequences pass that a receiver would stumble over.
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      if (!eventId.equals(eventIdIn(content, 0, end))) {
        return Optional.of("not the event of that name");
      }
      return end == content.length - 1 || isEnclosure(content, end + 1)
          ? Optional.empty()
          : Optional.of("not one line of text");
    } catch (CharacterCodingException notUtf8) {
      return Optional.of("not UTF-8");
    } catch (IOException notJson) {
      return Optional.of("not JSON");
    }
  }

  /** One object on a line of its own, and no second event. */
  private static boolean isEnclosure(byte[] content, int from) throws IOException {
    int length = content.length - 1 - from;
    return length > 0 && eventIdIn(content, from, length).isEmpty();
  }

  private static int endOfLine(byte[] content) {
    int end = 0;
    while (content[end] != '\n') {
      end++;
    }
    return end;
  }

  private static String eventIdIn(byte[] content, int from, int length) throws IOException {
    String eventId = "";
    try (JsonParser parser = JSON.createParser(content, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "not an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isEventId = parser.currentName().equals("eventID");
        parser.nextToken();
        if (isEventId && parser.currentToken() == JsonToken.VALUE_STRING) {
          eventId = parser.getText();
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one object");
      }
    }
    return eventId;
  }
}
