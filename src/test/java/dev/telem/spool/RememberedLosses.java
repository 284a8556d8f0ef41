package dev.telem.spool;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was lost. */
final class RememberedLosses implements Losses {
  final List<String> dropped = new ArrayList<>();
  final List<String> damaged = new ArrayList<>();

  @Override
  public void dropped(List<String> eventIds) {
    dropped.addAll(eventIds);
  }

  @Override
  public void damaged(String name, String reason) {
    damaged.add(reason);
  }
}
