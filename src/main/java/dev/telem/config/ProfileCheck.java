package dev.telem.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Explains to a publisher what is wrong with a profile. */
public final class ProfileCheck {
  private ProfileCheck() {}

  /** How bad something is. */
  public enum Severity {
    /** The profile is not used as long as this stands in it. */
    ERROR("error"),
    /** Something that is probably not meant so. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    /** The severity as compilers write it. */
    public String word() {
      return word;
    }
  }

  /** Something in a profile that its publisher should look at. */
  public record Finding(Severity severity, Problem problem) {
    /** {@code file:line:column: severity: sentence}, as editors read it. */
    @Override
    public String toString() {
      return problem.source() + ": " + severity.word() + ": " + problem.sentence();
    }
  }

  /**
   * Everything that is found, in the order of the file.
   *
   * @param profile a path, or the name of an installed profile
   * @param workingDirectory where relative paths begin
   * @param mayLeave whether a part of a metric's name is one that events hold
   * @throws BadConfiguration where there is no such profile
   */
  public static List<Finding> of(
      String profile,
      Directories directories,
      @Nullable Path workingDirectory,
      Predicate<String> mayLeave)
      throws BadConfiguration {
    Path file = ProfileFile.find(profile, workingDirectory, directories);
    if (file == null) {
      Source source = new Source(Source.Kind.PROFILE, profile, 0, 0);
      throw new BadConfiguration(new Problem(source, ProfileFile.missing(profile, directories)));
    }
    List<Problem> errors = new ArrayList<>();
    Section root = ProfileFile.open(file, List.of(), errors);
    boolean readable = errors.isEmpty();
    Profile read = ProfileReader.read(root);
    List<Finding> findings = new ArrayList<>();
    for (Problem error : errors) {
      findings.add(new Finding(Severity.ERROR, error));
    }
    if (readable) {
      for (Problem warning : new ProfileWarnings(root, read).find()) {
        findings.add(new Finding(Severity.WARNING, warning));
      }
    }
    if (errors.isEmpty()) {
      for (Problem warning : SnapshotSection.refused(root, mayLeave)) {
        findings.add(new Finding(Severity.WARNING, warning));
      }
    }
    findings.sort(
        Comparator.comparingInt((Finding finding) -> finding.problem().source().line())
            .thenComparingInt(finding -> finding.problem().source().column()));
    return findings;
  }

  /** The JSON Schema (draft 2020-12) of a profile, for editors. */
  public static String schema() throws IOException {
    try (InputStream schema = ProfileCheck.class.getResourceAsStream("profile-schema-1.json")) {
      if (schema == null) {
        throw new IOException("the schema is missing from this build");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
