package dev.telem.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What an {@link IOException} says, as a sentence: the JDK's own messages are often only a path.
 */
final class FileTrouble {
  /** What to do where a place of telem's own is in trouble. */
  static final String NEXT =
      "`telem doctor` checks all that telem reads and writes, and says what to mend";

  private FileTrouble() {}

  static String describe(IOException trouble) {
    if (trouble instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (trouble instanceof AccessDeniedException denied) {
      return denied.getFile()
          + " may not be read or written by this user: check its owner and mode";
    }
    if (trouble instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is there already, and is no directory";
    }
    if (trouble instanceof FileSystemException system && system.getReason() != null) {
      return system.getFile() + ": " + system.getReason();
    }
    String message = trouble.getMessage();
    return message == null ? trouble.getClass().getSimpleName() : message;
  }
}
