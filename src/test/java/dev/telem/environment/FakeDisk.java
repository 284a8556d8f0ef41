package dev.telem.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A disk that holds these files and remembers what it was asked. */
final class FakeDisk implements FileProbe {
  private final Set<String> files;
  private final List<String> asked = new ArrayList<>();

  FakeDisk(String... files) {
    this.files = Set.of(files);
  }

  @Override
  public boolean exists(String path) {
    asked.add(path);
    return files.contains(path);
  }

  /** The paths that were asked for, in order. */
  List<String> asked() {
    return asked;
  }
}
