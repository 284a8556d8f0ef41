package dev.telem.config;

/**
 * Something in a configuration that could not be used; telem goes on without it.
 *
 * @param source the variable, option or file, with line and column where there are any
 * @param sentence what is wrong and what was expected, without any secret
 */
public record Problem(Source source, String sentence) {

  /** The problem as people read it, {@code file:line:column: sentence}. */
  @Override
  public String toString() {
    return source + ": " + sentence;
  }
}
