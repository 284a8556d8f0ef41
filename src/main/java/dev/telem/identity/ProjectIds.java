package dev.telem.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers the origin digests of repositories, so that git is not asked in every run. {@code
 * insteadOf} rules of the user change without a trace in the repository.
 */
public final class ProjectIds {
  private static final String KEYED = "keyed";

  private final Answers answers;
  private final String salt;

  /**
   * Digests in a folder.
   *
   * @param keyed whether they are made with a key of this machine
   * @param salt that they are made with
   */
  public ProjectIds(Path folder, boolean keyed, String salt) {
    this.answers = new Answers(folder, keyed ? KEYED : "plain");
    this.salt = salt;
  }

  /** What is known: empty if nothing; an empty digest if the repository has no origin. */
  public Optional<String> recall(Repository repository, long now) {
    try {
      return answers.recall(subject(repository), version(repository), now);
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** Remembers a digest, or with an empty one that there is none. */
  public void remember(Repository repository, String digest, long now) throws IOException {
    answers.remember(subject(repository), version(repository), digest, now);
  }

  /** Forgets the digests that were made with a key: with a new key they are others. */
  public static void forgetKeyed(Path folder) throws IOException {
    Answers.forget(folder, KEYED);
  }

  private static String subject(Repository repository) {
    return repository.root().toString();
  }

  private String version(Repository repository) throws IOException {
    return repository.version() + " " + salt;
  }
}
