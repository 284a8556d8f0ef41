package dev.telem.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux,linux",
    "Mac OS X,darwin",
    "Windows 11,windows",
    "Windows Server 2025,windows",
    "FreeBSD,freebsd",
    "OpenBSD,openbsd",
    "NetBSD,netbsd",
    "DragonFly,dragonfly",
    "SunOS,solaris",
    "AIX,aix",
    "z/OS,zos"
  })
  void systemsAreNamedInGosWords(String osName, String word) {
    assertThat(Platform.system(osName)).contains(word);
  }

  @ParameterizedTest
  @CsvSource({
    "amd64,amd64",
    "x86_64,amd64",
    "aarch64,arm64",
    "arm64,arm64",
    "x86,386",
    "i386,386",
    "i486,386",
    "i586,386",
    "i686,386",
    "arm,arm",
    "aarch32,arm",
    "riscv64,riscv64",
    "ppc64le,ppc64le",
    "ppc64,ppc64",
    "s390x,s390x",
    "loongarch64,loong64",
    "mips,mips",
    "mipsel,mipsle",
    "mips64,mips64",
    "mips64el,mips64le",
    "sparcv9,sparc64"
  })
  void processorsAreNamedInGosWords(String osArch, String word) {
    assertThat(Platform.processor(osArch)).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AcmeOS", "linux-of-ada", "amd64-acme"})
  void aNameWithoutAWordIsNotPassedOn(String name) {
    assertThat(Platform.system(name)).isEmpty();
    assertThat(Platform.processor(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "6.8.0-45-generic,6.8.0",
    "6.18.44-fc-v782,6.18.44",
    "5.15.167.4-microsoft-standard-WSL2,5.15.167",
    "4.18.0-553.el8_10.x86_64,4.18.0",
    "6.1.0+acme,6.1.0",
    "6.9acme,6.9",
    "6.acme.7,6",
    "6..7,6",
    "7.,7",
    "7,7",
    "14.5,14.5",
    "10.0,10.0",
    "10.0.26100,10.0.26100",
    "14.1-RELEASE-p5,14.1",
    "6.8.20240917,6.8"
  })
  void aVersionIsItsLeadingNumbers(String osVersion, String version) {
    assertThat(Platform.version(osVersion)).contains(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme", "acme-6.8.0", ".6", "-6.8.0", "20240917.1", "٦.٨.٠"})
  void aVersionThatDoesNotStartWithAShortNumberIsLeftOut(String osVersion) {
    assertThat(Platform.version(osVersion)).isEmpty();
  }

  @Test
  void noLetterOfAKernelsOwnNameEverLeaves() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 5_000; run++) {
      String osVersion = randomRelease(random);
      String version = Platform.version(osVersion).orElse("");
      assertThat(osVersion)
          .as("seed %d, version '%s'", seed, version)
          .startsWith(version)
          .satisfies(all -> assertThat(version).matches("([0-9]{1,5}(\\.[0-9]{1,5}){0,2})?"));
    }
  }

  private static String randomRelease(Random random) {
    String alphabet = "0123456789....-+_~ aZé٣\n";
    StringBuilder release = new StringBuilder();
    int length = random.nextInt(24);
    for (int i = 0; i < length; i++) {
      release.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return release.toString();
  }
}
