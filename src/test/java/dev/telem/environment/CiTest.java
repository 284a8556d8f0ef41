package dev.telem.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CiTest {
  /** A slug, and the least that proves it: without any one of the variables it is not proven. */
  private static final String PROOFS =
      """
      agola-ci                  | AGOLA_GIT_REF=refs/heads/main
      alpic                     | ALPIC_HOST=app-1.alpic.live
      appcircle                 | AC_APPCIRCLE=true
      appveyor                  | APPVEYOR=True
      aws-codebuild             | CODEBUILD_BUILD_ARN=arn:aws:codebuild:eu-west-1:1:build/a:b
      aws-codebuild             | CODEBUILD_BUILD_ID=a:b1e6661e-e4f2-4156-9ab9-82a19
      azure-pipelines           | TF_BUILD=True
      azure-pipelines           | SYSTEM_TEAMFOUNDATIONCOLLECTIONURI=https://dev.azure.com/a/
      bamboo                    | bamboo_planKey=PROJ-PLAN
      bitbucket-pipelines       | BITBUCKET_COMMIT=7f777ed95a19224294949e1b4ce56bbffcb1fe9f
      bitbucket-pipelines       | BITBUCKET_BUILD_NUMBER=17
      bitrise                   | BITRISE_IO=true
      buddy                     | BUDDY=true
      buddy                     | BUDDY_WORKSPACE_ID=1337
      buildkite                 | BUILDKITE=true
      capawesome-cloud          | CAPAWESOME_CLOUD=true
      circleci                  | CIRCLECI=true
      cirrus-ci                 | CIRRUS_CI=true
      cloudflare-pages          | CF_PAGES=1
      cloudflare-workers        | WORKERS_CI=1
      codefresh                 | CF_BUILD_ID=5f3a
      codemagic                 | CM_BUILD_ID=5fabc6414c483700143f4f92
      codeship                  | CI_NAME=codeship
      drone                     | DRONE=true
      dsari                     | DSARI=true
      earthly                   | EARTHLY_CI=true
      expo-application-services | EAS_BUILD=true
      gerrit                    | GERRIT_PROJECT=platform/build
      gitea-actions             | GITEA_ACTIONS=true
      github-actions            | GITHUB_ACTIONS=true
      gitlab                    | GITLAB_CI=true
      gocd                      | GO_PIPELINE_LABEL=0
      gocd                      | GO_SERVER_URL=https://127.0.0.1:8154/go
      google-cloud-build        | BUILDER_OUTPUT=/builder/outputs
      harness-ci                | HARNESS_BUILD_ID=0
      heroku                    | NODE=/app/.heroku/node/bin/node
      hudson                    | HUDSON_URL=http://127.0.0.1:8080/
      jenkins                   | JENKINS_URL=http://127.0.0.1:8080/
      jenkins                   | JENKINS_HOME=/var/jenkins_home
      layerci                   | LAYERCI=true
      magnum-ci                 | MAGNUM=true
      netlify-ci                | NETLIFY=true
      nevercode                 | NEVERCODE=true
      prow                      | PROW_JOB_ID=1ce07fa2-0831-11e8-b07e-0a58ac101036
      releasehub                | RELEASE_BUILD_ID=24
      render                    | RENDER=true
      rwx                       | RWX=true
      rwx                       | RWX_RUN_ID=2b5a
      rwx                       | RWX_TASK_ID=9f1c
      rwx                       | MINT=true
      sail-ci                   | SAILCI=true
      screwdriver               | SCREWDRIVER=true
      semaphore                 | SEMAPHORE=true
      sourcehut                 | CI_NAME=sourcehut
      strider-cd                | STRIDER=1
      taskcluster               | TASK_ID=VOvSMjGPQBGvYmVWZQAaBA RUN_ID=0
      teamcity                  | TEAMCITY_VERSION=2024.03 (build 156166)
      travis                    | TRAVIS=true
      vela                      | VELA=true
      vercel                    | NOW_BUILDER=1
      vercel                    | VERCEL=1
      visual-studio-app-center  | APPCENTER_BUILD_ID=0
      wercker                   | WERCKER=true
      woodpecker                | CI=woodpecker
      xcode-cloud               | CI_XCODE_PROJECT=App.xcodeproj
      xcode-server              | XCS=1
      """;

  record Proof(String slug, Map<String, String> variables) {}

  @ParameterizedTest
  @MethodSource("proofs")
  void aVendorIsNamedByItsOwnVariablesEvenWhenCiIsUnset(Proof proof) {
    assertThat(Ci.in(proof.variables())).isEqualTo(named(proof.slug()));
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void aVendorIsNotNamedWhenAnyOfItsVariablesIsMissingOrEmpty(Proof proof) {
    for (String variable : proof.variables().keySet()) {
      Map<String, String> missing = new HashMap<>(proof.variables());
      missing.remove(variable);
      assertThat(Ci.in(missing)).isEqualTo(none());
      Map<String, String> empty = new HashMap<>(proof.variables());
      empty.put(variable, "");
      assertThat(Ci.in(empty)).isEqualTo(none());
    }
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void aVendorIsNamedBesideTheVariablesOfAnOrdinaryDay(Proof proof) {
    Map<String, String> environment = new HashMap<>(ordinaryDay());
    environment.putAll(proof.variables());

    assertThat(Ci.in(environment)).isEqualTo(named(proof.slug()));
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void aVendorOutweighsAFalseCi(Proof proof) {
    Map<String, String> environment = new HashMap<>(proof.variables());
    environment.putIfAbsent("CI", "false");

    assertThat(Ci.in(environment)).isEqualTo(named(proof.slug()));
  }

  @Test
  void everyVendorAndEveryVariableOfTheTableHasAProofInThisTest() {
    Set<String> slugs = new TreeSet<>();
    Set<String> variables = new TreeSet<>();
    for (CiVendor vendor : CiVendor.TABLE) {
      slugs.add(vendor.slug());
      variables.addAll(vendor.variables());
    }
    Set<String> provenSlugs = new TreeSet<>();
    Set<String> provenVariables = new TreeSet<>();
    for (Proof proof : proofs()) {
      provenSlugs.add(proof.slug());
      provenVariables.addAll(proof.variables().keySet());
    }

    assertThat(provenSlugs).isEqualTo(slugs);
    assertThat(provenVariables).isEqualTo(variables);
  }

  @Test
  void everySlugIsLowerCaseWithDashesAndUnique() {
    assertThat(CiVendor.TABLE)
        .extracting(CiVendor::slug)
        .doesNotHaveDuplicates()
        .allMatch(slug -> slug.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void theSlugsThatWerfUsesAreKept() {
    assertThat(CiVendor.TABLE)
        .extracting(CiVendor::slug)
        .contains("gitlab github-actions jenkins travis circleci teamcity buddy gocd".split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "false", "False", "FALSE", "no", "No", "off", "OFF", " ", "no "})
  void aCiThatSaysNoIsNotCi(String no) {
    assertThat(Ci.in(Map.of("CI", no))).isEqualTo(none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"true", "TRUE", "1", "yes", "on", "some-other-ci", "2", "00", "falsehood"})
  void aCiThatSaysAnythingElseIsCiWithoutAName(String yes) {
    assertThat(Ci.in(Map.of("CI", yes))).isEqualTo(unnamed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONTINUOUS_INTEGRATION",
        "CI_NAME",
        "CI_BUILD_ID",
        "CI_BUILD_NUMBER",
        "CI_APP_ID"
      })
  void aVariableWhoseNameSaysCiIsCiWithoutAName(String variable) {
    assertThat(Ci.in(Map.of(variable, "ACME-42"))).isEqualTo(unnamed());
    assertThat(Ci.in(Map.of(variable, "ACME-42", "CI", "false"))).isEqualTo(unnamed());
    assertThat(Ci.in(Map.of(variable, "false"))).isEqualTo(none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BUILD_ID", "BUILD_NUMBER", "RUN_ID", "TASK_ID", "NODE"})
  void aVariableThatPeopleHaveToIsNotCi(String variable) {
    assertThat(Ci.in(Map.of(variable, "rolling"))).isEqualTo(none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "RENDER", "MINT", "VERCEL"})
  void aFlagThatSaysNoNamesNobody(String flag) {
    for (String no : List.of("0", "false", "False", "no", "off")) {
      assertThat(Ci.in(Map.of(flag, no))).isEqualTo(none());
    }
  }

  @Test
  void anIdIsProofWhateverItSays() {
    assertThat(Ci.in(Map.of("TASK_ID", "no", "RUN_ID", "0"))).isEqualTo(named("taskcluster"));
  }

  @Test
  void aTextThatMustBeExactIsNotTakenForItsLikeness() {
    assertThat(Ci.in(Map.of("CI_NAME", "codeship-pro"))).isEqualTo(unnamed());
    assertThat(Ci.in(Map.of("CI", "Woodpecker"))).isEqualTo(unnamed());
  }

  @Test
  void aTextThatMustBeHeldMayStandWithinMore() {
    assertThat(Ci.in(Map.of("NODE", "/tmp/app/.heroku/node/bin/node18")))
        .isEqualTo(named("heroku"));
  }

  @Test
  void aSystemThatSetsAnothersVariablesIsNamedItself() {
    assertThat(Ci.in(Map.of("GITEA_ACTIONS", "true", "GITHUB_ACTIONS", "true")))
        .isEqualTo(named("gitea-actions"));
    assertThat(Ci.in(Map.of("JENKINS_HOME", "/j", "HUDSON_URL", "http://127.0.0.1/")))
        .isEqualTo(named("jenkins"));
    assertThat(Ci.in(Map.of("CI", "woodpecker", "DRONE", "true"))).isEqualTo(named("woodpecker"));
    assertThat(Ci.in(Map.of("HARNESS_BUILD_ID", "4", "DRONE", "true")))
        .isEqualTo(named("harness-ci"));
  }

  @Test
  void aSystemThatDoesTheWorkPrecedesTheToolsAndHostsAroundIt() {
    assertThat(Ci.in(Map.of("JENKINS_URL", "http://127.0.0.1/", "GERRIT_PROJECT", "p")))
        .isEqualTo(named("jenkins"));
    assertThat(Ci.in(Map.of("GITHUB_ACTIONS", "true", "VERCEL", "1")))
        .isEqualTo(named("github-actions"));
    assertThat(Ci.in(Map.of("GITLAB_CI", "true", "NETLIFY", "true"))).isEqualTo(named("gitlab"));
    assertThat(Ci.in(Map.of("CIRCLECI", "true", "EARTHLY_CI", "true")))
        .isEqualTo(named("circleci"));
  }

  @Test
  void anOrdinaryDayIsNotCi() {
    assertThat(Ci.in(ordinaryDay())).isEqualTo(none());
    assertThat(Ci.in(Map.of())).isEqualTo(none());
  }

  @Test
  void aVendorWithoutCiCannotBeSaid() {
    assertThatThrownBy(() -> new Ci(false, Optional.of("gitlab")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Ci named(String slug) {
    return new Ci(true, Optional.of(slug));
  }

  private static Ci unnamed() {
    return new Ci(true, Optional.empty());
  }

  private static Ci none() {
    return new Ci(false, Optional.empty());
  }

  private static Map<String, String> ordinaryDay() {
    return Map.of(
        "HOME", "/home/ada",
        "NODE", "/usr/bin/node",
        "BUILD_ID", "rolling",
        "BUILD_NUMBER", "7",
        "RUN_ID", "experiment-3",
        "KUBERNETES_SERVICE_HOST", "10.0.0.1",
        "container", "podman",
        "REMOTE_CONTAINERS", "true",
        "CODESPACES", "true");
  }

  private static List<Proof> proofs() {
    List<Proof> proofs = new ArrayList<>();
    for (String line : PROOFS.lines().toList()) {
      String[] columns = line.split(" +\\| ", 2);
      Map<String, String> variables = new HashMap<>();
      for (String pair : columns[1].split(" (?=[A-Z_]+=)", -1)) {
        String[] parts = pair.split("=", 2);
        variables.put(parts[0], parts[1]);
      }
      proofs.add(new Proof(columns[0], variables));
    }
    assertThat(new HashSet<>(proofs)).hasSameSizeAs(proofs);
    return proofs;
  }
}
