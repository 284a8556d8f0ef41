package dev.telem.environment;

import java.io.File;

/** The disk of this machine; {@code File} answers without the classes of {@code java.nio.file}. */
final class DiskProbe implements FileProbe {
  @Override
  public boolean exists(String path) {
    return new File(path).exists();
  }
}
