package dev.telem.event;

import dev.telem.privacy.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * What all events of one run have in common.
 *
 * @param executionId UUIDv7 of the run
 * @param sessionId UUIDv4, shared by nested runs
 * @param parentExecutionId of the run that this one is nested in
 * @param machineId random; {@code ci-} and fresh each time in CI
 * @param projectId see spec privacy.md, "Identifiers"
 * @param app the name under which the publisher collects
 * @param command the program's name and its known sub-commands
 */
public record Origin(
    SafeText executionId,
    SafeText sessionId,
    Optional<SafeText> parentExecutionId,
    SafeText machineId,
    Optional<SafeText> projectId,
    Optional<SafeText> projectHash,
    Optional<SafeText> workspaceId,
    SafeText app,
    SafeText command,
    Attributes attributes) {

  /** The same with another version of the tool. */
  public Origin withVersion(Optional<SafeText> version) {
    return version.equals(attributes.version())
        ? this
        : new Origin(
            executionId,
            sessionId,
            parentExecutionId,
            machineId,
            projectId,
            projectHash,
            workspaceId,
            app,
            command,
            attributes.withVersion(version));
  }

  /**
   * Where the run took place.
   *
   * @param version the tool's, where a profile tells it
   * @param channel the tool's release channel
   * @param os Go's word: linux, darwin, windows
   * @param arch Go's word: amd64, arm64
   * @param extra constants that the team chose
   */
  public record Attributes(
      Optional<SafeText> version,
      Optional<SafeText> channel,
      SafeText telemVersion,
      Optional<SafeText> os,
      Optional<SafeText> osVersion,
      Optional<SafeText> arch,
      boolean ci,
      Optional<SafeText> ciName,
      Optional<SafeText> container,
      boolean interactive,
      List<Extra> extra) {
    /** Copies the list. */
    public Attributes {
      extra = List.copyOf(extra);
    }

    private Attributes withVersion(Optional<SafeText> other) {
      return new Attributes(
          other,
          channel,
          telemVersion,
          os,
          osVersion,
          arch,
          ci,
          ciName,
          container,
          interactive,
          extra);
    }
  }

  /** A constant that the team chose. */
  public record Extra(SafeText name, SafeText value) {}
}
