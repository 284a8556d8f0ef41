package dev.telem.spool;

/** What is found under an entry's name. */
sealed interface Found permits Entry, Found.Damaged, Found.Gone {
  /** Something that is not a whole event. */
  record Damaged(String reason) implements Found {}

  /** Nothing any more. */
  record Gone() implements Found {}
}
