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
 * The version of the wrapped tool, by its profile's rule. A tool that has to be asked is asked once
 * and, if it takes long, beside a command that takes longer: the first run is held up for {@link
 * #GRACE_MS} at most, and no later one.
 */
final class ToolVersion implements Runnable {
  /** As for git: the first event waits so long for an answer that nobody knows yet. */
  private static final long GRACE_MS = 500;

  /** A tool that is slower than that has no version. */
  private static final long LIMIT_MS = 10_000;

  /** Remembered of a tool that did not answer in the grace: it is not waited for again. */
  private static final String SLOW = "?";

  private final Call call;
  private final Failures failures;
  private final Optional<SafeText> known;
  private final @Nullable Path program;
  private final List<String> arguments;
  private final boolean slow;
  private final @Nullable Thread asking;

  private boolean answered;
  private boolean remembered;
  private Optional<SafeText> answer = Optional.empty();

  private ToolVersion(Call call, Failures failures, boolean asks) {
    this.call = call;
    this.failures = failures;
    Profile.@Nullable Version rule =
        call.settings().profile().isPresent()
            ? call.settings().profile().get().version().orElse(null)
            : null;
    List<String> words =
        rule instanceof Profile.Version.Printed printed ? printed.words() : List.of();
    this.arguments = words.isEmpty() ? words : words.subList(1, words.size());
    this.program = words.isEmpty() ? null : program(words.get(0));
    Optional<String> recalled =
        program == null
            ? Optional.empty()
            : versions().recall(program, arguments, System.currentTimeMillis());
    this.slow = recalled.isPresent() && recalled.get().equals(SLOW);
    this.known =
        rule instanceof Profile.Version.Fixed fixed
            ? SafeText.version(fixed.version())
            : recalled.isPresent() ? SafeText.version(recalled.get()) : Optional.empty();
    this.asking =
        asks && program != null && (slow || recalled.isEmpty())
            ? new Thread(this, "version")
            : null;
  }

  /** Asks the tool, if that is needed. */
  static ToolVersion asked(Call call, Failures failures) {
    ToolVersion version = new ToolVersion(call, failures, true);
    if (version.asking != null) {
      version.asking.setDaemon(true);
      version.asking.start();
    }
    return version;
  }

  /** What is known without asking. */
  static Optional<SafeText> known(Call call, Failures failures) {
    return new ToolVersion(call, failures, false).known;
  }

  /** When the command has started. */
  Optional<SafeText> atStart() throws IOException {
    if (asking == null) {
      return known;
    }
    try {
      asking.join(slow ? 1 : GRACE_MS);
    } catch (InterruptedException nobodyInterruptsThisThread) {
      throw new IOException("interrupted while the tool was asked", nobodyInterruptsThisThread);
    }
    return soFar();
  }

  /** When the command has ended: who has not answered by now is asked no more. */
  Optional<SafeText> atEnd() {
    if (asking == null) {
      return known;
    }
    asking.interrupt();
    Optional<SafeText> version = soFar();
    if (!remembered && !slow) {
      remember(SLOW);
    }
    return version;
  }

  @Override
  public void run() {
    Path directory = call.workingDirectory();
    List<String> command = new ArrayList<>(arguments.size() + 1);
    command.add(String.valueOf(program));
    command.addAll(arguments);
    Optional<String> line =
        directory == null
            ? Optional.empty()
            // What stands there under this name may be wrapped too: it is not to be recorded.
            : Question.ask(command, directory, Map.of("TELEMETRY", "0"), LIMIT_MS);
    if (!Thread.currentThread().isInterrupted()) {
      answer(line.isPresent() ? SafeText.versionIn(line.get()) : Optional.empty());
    }
  }

  private synchronized void answer(Optional<SafeText> version) {
    answered = true;
    answer = version;
  }

  /** An answer is remembered by who asked for it: the thread that asks may be interrupted. */
  private synchronized Optional<SafeText> soFar() {
    if (answered && !remembered) {
      remember(answer.isPresent() ? answer.get().value() : "");
    }
    return answer;
  }

  private void remember(String text) {
    remembered = true;
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
