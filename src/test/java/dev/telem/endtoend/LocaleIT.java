package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: all of it under any locale, even one that does not exist. */
@ExtendWith(Worlds.class)
final class LocaleIT {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "de_DE.ISO-8859-1", "xx_YY.nonsense"})
  void wordsOutputAndFilesKeepTheirBytes(String locale, Program program) {
    program.without("LANG");
    if (!locale.isEmpty()) {
      program.with("LC_ALL", locale);
    }
    assertThat(
            SideBySide.same(
                    program,
                    "dir=$(printf 'd\\377é'); mkdir -p \"$dir\"; cd \"$dir\"; $W sh -c 'printf %s"
                        + " \"$1$LC_ALL\" | od -An -tx1; basename \"$PWD\" | od -An -tx1; date +%A'"
                        + " p \"$(printf 'é\\377')\"")
                .code())
        .isZero();
  }
}
