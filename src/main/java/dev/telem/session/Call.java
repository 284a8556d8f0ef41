package dev.telem.session;

import dev.telem.config.Directories;
import dev.telem.config.Settings;
import dev.telem.consent.Decision;
import dev.telem.environment.Surroundings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code telem run}, and all that is known when it begins.
 *
 * @param firstWord where the command stands on the command line
 * @param command its words, for the sanitizer; the child gets the caller's bytes
 * @param app the name under which is collected
 * @param decision what may be done, and where events may be sent
 * @param configFile whose hash goes into the events, if one was named
 * @param telemVersion this program's version
 * @param workingDirectory null when it is gone
 * @param debug where failures of telemetry are shown, if that is wanted
 */
public record Call(
    int firstWord,
    List<String> command,
    String app,
    Decision decision,
    Directories directories,
    Settings settings,
    Surroundings surroundings,
    Map<String, String> environment,
    @Nullable Path workingDirectory,
    @Nullable String configFile,
    String telemVersion,
    PrintStream debug,
    boolean debugging) {}
