package dev.telem.session;

import dev.telem.config.Profile;
import dev.telem.identity.ToolVersions;
import dev.telem.privacy.SafeText;
import dev.telem.run.Executable;
import dev.telem.run.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version of the wrapped tool, by its profile's rule. A tool that has to be asked is asked
 * beside the command, and its answer is remembered. The first run waits for it, for {@link
 * #GRACE_MS} at most; a tool that is slower is asked again beside a command that runs for longer
 * than {@link #LONG_MS}, and never waited for.
 */
final class ToolVersion implements AutoCloseable {
  /** As for git. */
  private static final long GRACE_MS = 500;

  private static final long LONG_MS = 1_000;

  /** A tool that is slower than that has no version. */
  private static final long LIMIT_MS = 10_000;

  /** Remembered of a tool that failed, or did not answer in the grace. */
  private static final String SLOW = "?";

  private final Call call;
  private final Failures failures;
  private final @Nullable Path program;
  private final List<String> arguments;

  private Optional<SafeText> version = Optional.empty();
  private boolean asksLater;
  private @Nullable Question question;
  private long askedAt;

  private ToolVersion(Call call, Failures failures) {
    this.call = call;
    this.failures = failures;
    Profile.@Nullable Version rule =
        call.settings().profile().isPresent()
            ? call.settings().profile().get().version().orElse(null)
            : null;
    if (rule instanceof Profile.Version.Printed printed) {
      this.program = program(printed.words().get(0));
      this.arguments = printed.words().subList(1, printed.words().size());
    } else {
      this.program = null;
      this.arguments = List.of();
      this.version =
          rule instanceof Profile.Version.Fixed fixed
              ? SafeText.version(fixed.version())
              : Optional.empty();
    }
  }

  /** Asks the tool, if that is needed. */
  static ToolVersion asked(Call call, Failures failures) {
    ToolVersion tool = new ToolVersion(call, failures);
    if (!tool.recall()) {
      tool.ask();
    }
    return tool;
  }

  /** What is known without asking. */
  static Optional<SafeText> known(Call call, Failures failures) {
    ToolVersion tool = new ToolVersion(call, failures);
    tool.recall();
    return tool.version;
  }

  /** When the command has started. */
  Optional<SafeText> atStart() {
    take(GRACE_MS);
    return version;
  }

  /** How long to wait for the command at most before {@link #meanwhile()}, in milliseconds. */
  long patienceMs(long most) {
    return asksLater || question != null ? Math.min(LONG_MS, most) : most;
  }

  /** While the command runs on. */
  void meanwhile() {
    if (asksLater) {
      asksLater = false;
      ask();
    } else if (!take(0) && System.currentTimeMillis() - askedAt > LIMIT_MS) {
      close();
    }
  }

  /** When the command has ended: who has not answered by now is asked no more. */
  Optional<SafeText> atEnd() {
    take(0);
    close();
    return version;
  }

  /** Ends a tool that still thinks; another run may ask it again. */
  @Override
  public void close() {
    if (question != null) {
      question.close();
      question = null;
      remember(SLOW);
    }
  }

  /** Whether nobody needs to be asked now. */
  private boolean recall() {
    if (program == null) {
      return true;
    }
    Optional<String> answer = versions().recall(program, arguments, System.currentTimeMillis());
    if (answer.isEmpty()) {
      return false;
    }
    asksLater = answer.get().equals(SLOW);
    version = SafeText.version(answer.get());
    return true;
  }

  private void ask() {
    if (program != null && call.workingDirectory() != null) {
      List<String> command = new ArrayList<>(arguments.size() + 1);
      command.add(program.toString());
      command.addAll(arguments);
      askedAt = System.currentTimeMillis();
      question =
          // What stands there under this name may be wrapped too: it is not to be recorded.
          Question.put(command, call.workingDirectory(), Map.of("TELEMETRY", "0"), false)
              .orElse(null);
    }
  }

  /** Whether nothing is asked any more. */
  private boolean take(long milliseconds) {
    if (question == null) {
      return true;
    }
    Question.@Nullable Answer answer = question.answer(milliseconds).orElse(null);
    if (answer == null) {
      return false;
    }
    question = null;
    Optional<String> line = answer.firstLine();
    version = line.isPresent() ? SafeText.versionIn(line.get()) : Optional.empty();
    remember(version.isPresent() ? version.get().value() : answer.exitCode() == 0 ? "" : SLOW);
    return true;
  }

  private void remember(String text) {
    try {
      if (program != null) {
        versions().remember(program, arguments, text, System.currentTimeMillis());
      }
    } catch (IOException broken) {
      failures.add("version", broken);
    }
  }

  private ToolVersions versions() {
    return new ToolVersions(call.directories().versions());
  }

  /** Of several that have the same name, the one that is run. */
  private @Nullable Path program(String word) {
    String typed = call.command().get(0);
    String path = call.environment().getOrDefault("PATH", "");
    boolean same = typed.endsWith("/" + word);
    return Executable.find(same ? typed : word, path, call.workingDirectory()).orElse(null);
  }
}
