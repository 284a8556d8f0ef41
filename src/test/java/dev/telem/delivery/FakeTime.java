package dev.telem.delivery;

/** Time that passes only when somebody waits for it. */
final class FakeTime implements Time {
  private long nowMs = System.currentTimeMillis();
  private long elapsedMs;

  void pass(long ms) {
    nowMs += ms;
    elapsedMs += ms;
  }

  @Override
  public long nowMs() {
    return nowMs;
  }

  @Override
  public long elapsedMs() {
    return elapsedMs;
  }

  @Override
  public void pause(long ms) {
    pass(ms);
  }
}
