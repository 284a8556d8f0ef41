package dev.telem.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A machine in a temporary folder, on which people can set everything that telem reads. */
public final class TestMachine {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();
  private final String app;
  private Options options = Options.NONE;

  public TestMachine(Path root, String app) {
    this.root = root;
    this.app = app;
    environment.put("HOME", home().toString());
    directory(workingDirectory());
    directory(workingDirectory().resolve(".git"));
  }

  public Path home() {
    return root.resolve("home");
  }

  public Path workingDirectory() {
    return home().resolve("project");
  }

  public Directories directories() {
    return Directories.of(environment, "Linux", "/unused")
        .withPolicyFile(root.resolve("etc").resolve("policy.json"));
  }

  public TestMachine variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public TestMachine policy(String json) {
    return file(directories().policyFile(), json);
  }

  public TestMachine project(String json) {
    return file(Directories.projectFile(workingDirectory()), json);
  }

  public TestMachine user(String json) {
    return file(directories().configFile(), json);
  }

  public TestMachine endpointOption(String url) {
    options = new Options(Optional.of(url), options.level(), options.profile(), options.command());
    return this;
  }

  public TestMachine levelOption(String level) {
    options =
        new Options(options.endpoint(), Optional.of(level), options.profile(), options.command());
    return this;
  }

  public TestMachine profileOption(String profile) {
    options =
        new Options(options.endpoint(), options.level(), Optional.of(profile), options.command());
    return this;
  }

  public TestMachine running(String... command) {
    options = new Options(options.endpoint(), options.level(), options.profile(), List.of(command));
    return this;
  }

  /** Installs a profile for this person. */
  public TestMachine installed(String name, String json) {
    return file(Directories.profile(directories().profileFolders().getFirst(), name), json);
  }

  /** On it the notice was shown that this app sends to there, and of what. */
  public TestMachine shown(String app, String url, Promise promise) {
    Destination destination =
        new Destination(
            Destination.Type.NATIVE,
            url,
            Map.of(),
            Optional.empty(),
            false,
            Source.BUILT_IN,
            false);
    try {
      requireNonNull(
              NoticeDraft.of(
                  directories(), app, List.of(destination), promise, new UUID(1, 2), 1_000))
          .keep();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public TestMachine notice(String json) {
    return file(directories().notice(), json);
  }

  public Settings settings() {
    return settingsIn(workingDirectory());
  }

  public Settings settingsIn(@Nullable Path workingDirectory) {
    return Settings.read(environment, directories(), workingDirectory, app, options);
  }

  public TestMachine file(Path file, String content) {
    try {
      directory(requireNonNull(file.getParent()));
      Files.writeString(file, content);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public static Path directory(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
