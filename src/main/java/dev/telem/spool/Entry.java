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
 * @param eventId its id
 * @param line its JSON, without a line end, byte for byte as it was recorded; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are the point, and entries are never compared.
public record Entry(String eventId, byte[] line) implements Found {
  private static final JsonFactory JSON = new JsonFactory();

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
    return flaw.isPresent()
        ? new Damaged(flaw.get())
        : new Entry(eventId, Arrays.copyOf(content, content.length - 1));
  }

  /** What keeps the bytes from being a whole event of that id. */
  private static Optional<String> flawOf(byte[] content, String eventId) {
    if (content.length == 0 || content[content.length - 1] != '\n') {
      return Optional.of("cut off");
    }
    for (int i = 0; i < content.length - 1; i++) {
      if (content[i] >= 0 && content[i] < ' ') {
        return Optional.of("not one line of text");
      }
    }
    try {
      // Jackson lets some invalid sequences pass that a receiver would stumble over.
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return eventId.equals(eventIdIn(content))
          ? Optional.empty()
          : Optional.of("not the event of that name");
    } catch (CharacterCodingException notUtf8) {
      return Optional.of("not UTF-8");
    } catch (IOException notJson) {
      return Optional.of("not JSON");
    }
  }

  private static String eventIdIn(byte[] content) throws IOException {
    String eventId = "";
    try (JsonParser parser = JSON.createParser(content)) {
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
