package dev.telem.spool;

import java.util.List;

/** Is told of events that leave a queue without having been delivered. */
public interface Losses {
  /** These were the oldest when the queue outgrew its caps; at most 500 at a time. */
  void dropped(List<String> eventIds);

  /** The entry of that name cannot be sent and was set aside. */
  void damaged(String name, String reason);

  /** For a caller who has said himself that they may go. */
  Losses NOBODY =
      new Losses() {
        @Override
        public void dropped(List<String> eventIds) {}

        @Override
        public void damaged(String name, String reason) {}
      };
}
