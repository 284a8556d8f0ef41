package dev.telem.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
  @Test
  void everyFactIsGathered() {
    Surroundings here =
        Surroundings.of(
            Map.of("GITLAB_CI", "true", "KUBERNETES_SERVICE_HOST", "10.0.0.1"),
            system("Linux", "6.8.0-45-generic", "amd64"),
            new FakeDisk(),
            true,
            true);

    assertThat(here)
        .isEqualTo(
            new Surroundings(
                Optional.of("linux"),
                Optional.of("6.8.0"),
                Optional.of("amd64"),
                new Ci(true, Optional.of("gitlab")),
                Optional.of("kubernetes"),
                true));
  }

  @Test
  void whatIsUnknownIsLeftOut() {
    Surroundings here = Surroundings.of(Map.of(), new Properties(), new FakeDisk(), false, false);

    assertThat(here)
        .isEqualTo(
            new Surroundings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Ci(false, Optional.empty()),
                Optional.empty(),
                false));
  }

  @ParameterizedTest
  @CsvSource({"true,true,true", "true,false,false", "false,true,false", "false,false,false"})
  void interactiveNeedsATerminalToAskOnAndOneToAnswerOn(
      boolean stdin, boolean stderr, boolean interactive) {
    assertThat(
            Surroundings.of(Map.of(), new Properties(), new FakeDisk(), stdin, stderr)
                .interactive())
        .isEqualTo(interactive);
  }

  @Test
  void aContainerDoesNotMakeARunCi() {
    Surroundings here =
        Surroundings.of(
            Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "container", "docker"),
            new Properties(),
            new FakeDisk("/.dockerenv", "/run/.containerenv"),
            true,
            true);

    assertThat(here.container()).isPresent();
    assertThat(here.ci().present()).isFalse();
  }

  private static Properties system(String name, String version, String arch) {
    Properties system = new Properties();
    system.setProperty("os.name", name);
    system.setProperty("os.version", version);
    system.setProperty("os.arch", arch);
    return system;
  }
}
