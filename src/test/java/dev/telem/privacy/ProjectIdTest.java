package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectIdTest {
  private static final String WERF =
      "67faac1e7c66486620847c62a962fe00bb1055a78567c81d4abd8b6ce1f201dc";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/user/repository",
        "https://github.com/user/repository.git",
        "https://github.com/user/repository.git/",
        "https://github.com/user/repository//",
        "https://GitHub.COM/user/repository",
        "https://user:pw@github.com/user/repository.git",
        "https://user:p@ss@github.com/user/repository.git",
        "https://token@github.com:443/user/repository.git",
        "https://github.com/user/repository.git?ref=main#readme",
        "http://github.com//user/repository",
        "ssh://git@github.com/user/repository.git",
        "ssh://git@github.com:22/user/repository.git",
        "git+ssh://git@github.com/user/repository.git",
        "git://github.com/user/repository.git",
        "git@github.com:user/repository.git",
        "git@github.com:/user/repository.git",
        "github.com:user/repository",
        " git@github.com:user/repository.git\n"
      })
  void everyWayOfWritingAnOriginGivesWerfsIdentifier(String origin) {
    assertThat(ProjectId.ofOrigin(origin, "").orElseThrow().value()).isEqualTo(WERF);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/Group/Sub/Repo.git, example.com:::Group/Sub/Repo",
    "ssh://git@[2001:DB8::1]:2222/a/b.git, [2001:db8::1]:::a/b",
    "git@[2001:db8::1]:a/b.git, [2001:db8::1]:::a/b",
    "https://[::1]/a, [::1]:::a",
    "ssh://git@[2001:db8::]/a, [2001:db8::]:::a",
    "https://@host:22/a/@b, host:::a/@b",
    "ssh://host/~user/repo, host:::~user/repo",
    "host:22/a/b.git, host:::22/a/b",
    "git@ssh.dev.azure.com:v3/org/proj/repo, ssh.dev.azure.com:::v3/org/proj/repo",
    "https://host/a.git/b.git, host:::a.git/b",
    "https://host/a/@b, host:::a/@b",
    "https://host/a.GIT, host:::a.GIT",
  })
  void theCanonicalFormIsHostAndPath(String origin, String canonical) {
    assertThat(Origin.canonical(origin)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/srv/git/x.git",
        "/srv/a:b",
        "../x.git",
        "./a:b",
        "x.git",
        "~/x",
        "C:\\git\\x",
        "C:/git/x",
        "c:x",
        "\\\\server\\share\\x",
        "file:///srv/git/x.git",
        "FILE://host/x",
        "file:x/../y\\z",
        "https://github.com",
        "https://github.com/",
        "https:///a/b",
        "https://host/.git",
        "://a/b",
        "a b://host/x",
        "a_b://host/x",
        "https://:22/a",
        "https://host:x/a",
        "https://ho st/x",
        "ext::ssh host x",
        "codecommit::eu-west-1://profile@repo",
        "https://user:pass/word@host/path",
        "https://user:1/word@host/path",
        "https://user:p?ss@host/path",
        "user:hunter2@host:path",
        "user:@host:path",
        "[host:22]:x/y",
        "git@[host:22]x:y",
        "https://ho\u0000st/x",
        "git@:a/b",
        "git@host:"
      })
  void whatNamesNoHostOrCannotBeReadHasNoIdentifier(String origin) {
    assertThat(ProjectId.ofOrigin(origin, "")).isEmpty();
    assertThat(ProjectId.keyed(origin, new byte[] {1})).isEmpty();
  }

  @Test
  void aHugeOriginHasNoIdentifier() {
    assertThat(ProjectId.ofOrigin("https://host/" + "a".repeat(4083), "")).isPresent();
    assertThat(ProjectId.ofOrigin("https://host/" + "a".repeat(4084), "")).isEmpty();
    assertThat(ProjectId.ofOrigin("https://host/" + "a".repeat(1 << 20), "")).isEmpty();
  }

  @Test
  void theSaltStandsBeforeTheOrigin() {
    assertThat(ProjectId.ofOrigin("git@github.com:user/repository", "salt"))
        .contains(Digest.sha256("", "saltgithub.com:::user/repository"));
  }

  @Test
  void theKeyedIdentifierIsAnHmac() {
    // printf github.com:::user/repository | openssl dgst -sha256 -hmac key
    assertThat(
            ProjectId.keyed(
                "git@github.com:user/repository", "key".getBytes(StandardCharsets.UTF_8)))
        .hasValueSatisfying(
            id ->
                assertThat(id.value())
                    .isEqualTo("1f65c88a04459cb98fb834388c6473e4607178d4574ffa9a3dab9a90943fde91"));
  }

  @Test
  void theProjectHashIsSixteenDigitsOfTheSaltedName() {
    // printf saltshop | sha256sum
    assertThat(ProjectId.projectHash("shop", "salt").value()).isEqualTo("d7c768ac094c7bd0");
  }

  @Test
  void theDigestOfNothingIsWellKnown() {
    assertThat(Digest.sha256("", new byte[0]).value())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}
