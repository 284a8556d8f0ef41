package dev.telem.environment;

/** Answers whether a file is there; the only question this room asks of a disk. */
public interface FileProbe {
  /** Whether something exists at this absolute path; what cannot be looked at does not exist. */
  boolean exists(String path);

  /** The disk of this machine; each question is one {@code stat}. */
  static FileProbe onDisk() {
    return new DiskProbe();
  }
}
