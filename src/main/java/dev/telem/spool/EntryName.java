package dev.telem.spool;

/** What an entry's file name says: the event's id, and through a UUIDv7 when it was made. */
final class EntryName {
  static final String SUFFIX = ".json";
  static final String TEMPORARY = ".tmp";

  private static final int UUID_LENGTH = 36;

  private EntryName() {}

  /** Whether the text is a lower-case UUID, and so safe as a file name. */
  static boolean isEventId(String text) {
    return text.length() == UUID_LENGTH
        && text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-'
        && isHex(text, 0, 8)
        && isHex(text, 9, 13)
        && isHex(text, 14, 18)
        && isHex(text, 19, 23)
        && isHex(text, 24, 36);
  }

  static boolean isEntry(String fileName) {
    return fileName.length() == UUID_LENGTH + SUFFIX.length()
        && fileName.endsWith(SUFFIX)
        && isEventId(fileName.substring(0, UUID_LENGTH));
  }

  static boolean isTemporary(String fileName) {
    return fileName.endsWith(TEMPORARY);
  }

  /** The id in the name of an entry or of a temporary entry. */
  static String eventId(String fileName) {
    return fileName.substring(0, fileName.lastIndexOf('.'));
  }

  /**
   * Whether the event was made before the given moment. An id that is no UUIDv7 tells no time, and
   * such an event never counts as old.
   */
  static boolean isMadeBefore(String eventId, long momentMs) {
    if (eventId.charAt(14) != '7') {
      return false;
    }
    String millis = eventId.substring(0, 8) + eventId.substring(9, 13);
    return Long.parseLong(millis, 16) < momentMs;
  }

  static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }
}
