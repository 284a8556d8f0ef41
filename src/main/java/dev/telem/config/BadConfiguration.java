package dev.telem.config;

/** A file whose content cannot be read; the message is {@code file:line:column: sentence}. */
public final class BadConfiguration extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  BadConfiguration(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  /** What is wrong, and where. */
  public Problem problem() {
    return problem;
  }
}
