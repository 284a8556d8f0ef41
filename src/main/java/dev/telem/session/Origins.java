package dev.telem.session;

import dev.telem.config.Directories;
import dev.telem.config.ProjectName;
import dev.telem.config.Settings;
import dev.telem.environment.Surroundings;
import dev.telem.event.Invocation;
import dev.telem.event.Origin;
import dev.telem.identity.Ids;
import dev.telem.identity.Machine;
import dev.telem.identity.ProjectIds;
import dev.telem.identity.Repository;
import dev.telem.privacy.OptionUse;
import dev.telem.privacy.ProjectId;
import dev.telem.privacy.SafeText;
import dev.telem.privacy.SanitizedCommand;
import dev.telem.run.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gathers what all events of a run say of where they come from. */
public final class Origins {
  /** git answers in 5 ms; a repository on a file system that hangs is not waited for. */
  private static final long GIT_LIMIT_MS = 500;

  private final Call call;
  private final Settings settings;
  private final Ids ids;
  private final Failures failures;

  Origins(Call call, Ids ids, Failures failures) {
    this.call = call;
    this.settings = call.settings();
    this.ids = ids;
    this.failures = failures;
  }

  Origin of(UUID executionId, UUID sessionId, SafeText command, Optional<SafeText> version) {
    return of(executionId, sessionId, command, version, machineId(), projectId());
  }

  /** The same, from what is known already: makes no id and asks nobody. */
  Origin withoutTrace(UUID executionId, UUID sessionId, SafeText command) {
    return of(
        executionId,
        sessionId,
        command,
        ToolVersion.known(call, failures),
        knownMachineId(),
        knownProjectId(call.directories(), settings, Optional.ofNullable(call.workingDirectory())));
  }

  private Origin of(
      UUID executionId,
      UUID sessionId,
      SafeText command,
      Optional<SafeText> version,
      SafeText machineId,
      Optional<SafeText> projectId) {
    UUID parent = Ids.parse(call.environment().get("TELEMETRY_EXECUTION_ID"));
    UUID workspace = Ids.parse(settings.project().workspaceId().orElse(null));
    return new Origin(
        SafeText.uuid(executionId),
        SafeText.uuid(sessionId),
        parent == null ? Optional.empty() : Optional.of(SafeText.uuid(parent)),
        machineId,
        projectId,
        projectHash(),
        workspace == null ? Optional.empty() : Optional.of(SafeText.uuid(workspace)),
        SafeText.programName(call.app()).orElse(command),
        command,
        attributes(version));
  }

  static Invocation invocation(SanitizedCommand sanitized, Optional<SafeText> configHash) {
    List<Invocation.OptionCount> options = new ArrayList<>();
    for (int i = 0; i < sanitized.options().size(); i++) {
      OptionUse use = sanitized.options().get(i);
      options.add(new Invocation.OptionCount(use.name(), use.asCli(), use.asEnv(), use.count()));
    }
    return new Invocation(sanitized.args(), sanitized.argsCount(), options, configHash);
  }

  /**
   * A machine whose id can be neither read nor kept still has its events told apart: it gets one
   * for this run.
   */
  private SafeText machineId() {
    Machine machine = machine();
    if (call.surroundings().ci().present()) {
      return machine.ciId();
    }
    try {
      return machine.idOrNew();
    } catch (IOException broken) {
      failures.add("identity", broken);
      return SafeText.uuid(ids.random());
    }
  }

  private SafeText knownMachineId() {
    Machine machine = machine();
    try {
      return call.surroundings().ci().present()
          ? machine.ciId()
          : machine.id().orElse(SafeText.uuid(ids.random()));
    } catch (IOException unreadable) {
      return SafeText.uuid(ids.random());
    }
  }

  private Optional<SafeText> projectId() {
    Optional<Repository> repository = repository(Optional.ofNullable(call.workingDirectory()));
    if (repository.isEmpty()) {
      return Optional.empty();
    }
    ProjectIds known = known(call.directories(), settings);
    long now = System.currentTimeMillis();
    Optional<String> digest = known.recall(repository.get(), now);
    if (digest.isPresent()) {
      return SafeText.digest(digest.get());
    }
    try {
      Optional<SafeText> id = askGit(repository.get());
      known.remember(repository.get(), id.isPresent() ? id.get().value() : "", now);
      return id;
    } catch (IOException broken) {
      failures.add("identity", broken);
      return Optional.empty();
    }
  }

  /** The project's id, if a run has found it out already. Makes nothing and asks nobody. */
  public static Optional<SafeText> knownProjectId(
      Directories directories, Settings settings, Optional<Path> workingDirectory) {
    Optional<Repository> repository = repository(workingDirectory);
    return repository.isEmpty()
        ? Optional.empty()
        : known(directories, settings)
            .recall(repository.get(), System.currentTimeMillis())
            .flatMap(SafeText::digest);
  }

  private static Optional<Repository> repository(Optional<Path> workingDirectory) {
    return workingDirectory.isPresent()
        ? Repository.around(workingDirectory.get())
        : Optional.empty();
  }

  private static ProjectIds known(Directories directories, Settings settings) {
    return new ProjectIds(
        directories.projects(), settings.contents().keyedProjectId(), salt(settings));
  }

  private Optional<SafeText> askGit(Repository repository) throws IOException {
    Optional<Question.Answer> answer =
        Question.ask(
            List.of("git", "remote", "get-url", "origin"),
            repository.root(),
            Map.of(),
            false,
            GIT_LIMIT_MS);
    Optional<String> url = answer.isPresent() ? answer.get().firstLine() : Optional.empty();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    return settings.contents().keyedProjectId()
        ? ProjectId.keyed(url.get(), machine().key())
        : ProjectId.ofOrigin(url.get(), salt(settings));
  }

  private Optional<SafeText> projectHash() {
    Optional<String> name = ProjectName.of(settings, call.directories(), call.workingDirectory());
    return name.isPresent()
        ? Optional.of(ProjectId.projectHash(name.get(), salt(settings)))
        : Optional.empty();
  }

  private static String salt(Settings settings) {
    return settings.profile().isPresent() ? settings.profile().get().projectSalt() : "";
  }

  /** This installation's id and key. */
  static Machine machine(Call call, Ids ids) {
    return new Machine(call.directories().machineId(), call.directories().keys(), ids);
  }

  private Machine machine() {
    return machine(call, ids);
  }

  private Origin.Attributes attributes(Optional<SafeText> version) {
    Surroundings here = call.surroundings();
    List<Origin.Extra> extra = new ArrayList<>();
    for (Map.Entry<String, String> entry : settings.contents().extra().entrySet()) {
      Optional<SafeText> name = SafeText.label(entry.getKey());
      Optional<SafeText> value = SafeText.label(entry.getValue());
      if (name.isPresent() && value.isPresent()) {
        extra.add(new Origin.Extra(name.get(), value.get()));
      }
    }
    return new Origin.Attributes(
        version,
        label(settings.contents().channel()),
        SafeText.version(call.telemVersion()).orElseThrow(),
        slug(here.os()),
        version(here.osVersion()),
        slug(here.arch()),
        here.ci().present(),
        slug(here.ci().vendor()),
        slug(here.container()),
        here.interactive(),
        extra);
  }

  private static Optional<SafeText> slug(Optional<String> text) {
    return text.isPresent() ? SafeText.slug(text.get()) : Optional.empty();
  }

  private static Optional<SafeText> label(Optional<String> text) {
    return text.isPresent() ? SafeText.label(text.get()) : Optional.empty();
  }

  private static Optional<SafeText> version(Optional<String> text) {
    return text.isPresent() ? SafeText.version(text.get()) : Optional.empty();
  }
}
