package dev.telem.cli;

import dev.telem.manual.Completion;
import dev.telem.manual.ManualPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes what stands in the folder {@code share} of an installation: manual pages, and the scripts
 * of {@code telem completion}. The build starts it ({@code Image.java}); no command does.
 */
final class Share {
  private Share() {}

  static void main(String[] words) throws IOException {
    Path share = Path.of(words[0]);
    CommandSpec root = CommandTable.everything().getCommandSpec();
    for (Map.Entry<String, String> page :
        ManualPage.all(root, Version.NUMBER, words[1]).entrySet()) {
      write(share.resolve("man/man1").resolve(page.getKey()), page.getValue());
    }
    write(share.resolve("bash-completion/completions/telem"), Completion.BASH.script(root));
    write(share.resolve("zsh/site-functions/_telem"), Completion.ZSH.script(root));
    write(share.resolve("fish/vendor_completions.d/telem.fish"), Completion.FISH.script(root));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}
