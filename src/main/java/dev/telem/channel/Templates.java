package dev.telem.channel;

/** The few templates that fitted last, the latest first. */
final class Templates {
  private static final int KEPT = 8;

  private final Sums sums;
  private final Template[] latest = new Template[KEPT];
  private int size;

  Templates(Sums sums) {
    this.sums = sums;
  }

  /**
   * Takes a line that was understood before, but for its numbers.
   *
   * @return where the next line begins; -1 where this one is to be read
   */
  int take(byte[] block, int from, int to) {
    for (int i = 0; i < size; i++) {
      Template template = latest[i];
      int next = template.match(block, from, to);
      if (next >= 0) {
        moveToFront(template, i);
        return fits(template) ? next : -1;
      }
    }
    return -1;
  }

  /** Whether its numbers could be added; if not, reading the line says why. */
  private boolean fits(Template template) {
    try {
      if (template.add()) {
        sums.changed(template.sum());
      }
      return true;
    } catch (Refused tooLarge) {
      return false;
    }
  }

  void remember(Template template) {
    size = Math.min(size + 1, KEPT);
    moveToFront(template, size - 1);
  }

  private void moveToFront(Template template, int from) {
    for (int i = from; i > 0; i--) {
      latest[i] = latest[i - 1];
    }
    latest[0] = template;
  }
}
