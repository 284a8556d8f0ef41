package dev.telem.spool;

import java.util.List;

/** Fails the test when an event is lost. */
final class NoLosses implements Losses {
  @Override
  public void dropped(List<String> eventIds) {
    throw new AssertionError("dropped " + eventIds);
  }

  @Override
  public void damaged(String name, String reason) {
    throw new AssertionError("damaged " + name + ": " + reason);
  }
}
