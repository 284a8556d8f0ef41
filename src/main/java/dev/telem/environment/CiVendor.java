package dev.telem.environment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One CI system: its slug and the variables that prove it. Slugs are werf's where it has one, else
 * the vendor's name in lower case with dashes (spec events.md, "CI"). The facts are those of npm's
 * ci-info 4.5, of werf and of Visivo; where they differ, each of their proofs counts.
 */
record CiVendor(String slug, Reading reading, List<String> variables, String wanted) {
  /** How the values of a vendor's variables are read. */
  enum Reading {
    /** One of them is set, and not to a word for no. */
    FLAG,
    /** One of them is not empty, whatever it says. */
    FILLED,
    /** Each of them is not empty, whatever it says: Taskcluster's first {@code RUN_ID} is 0. */
    ALL_FILLED,
    /** The one variable is exactly the wanted text. */
    EQUAL,
    /** The one variable holds the wanted text. */
    HOLDING
  }

  /** Every vendor that telem can name; the first one proven wins. */
  static final List<CiVendor> TABLE =
      List.of(
          // These grew out of another system and may set its variables too: they stand before it.
          flag("gitea-actions", "GITEA_ACTIONS"), // GITHUB_ACTIONS
          filled("harness-ci", "HARNESS_BUILD_ID"), // DRONE
          filled("jenkins", "JENKINS_URL", "JENKINS_HOME"), // HUDSON_URL
          equal("woodpecker", "CI", "woodpecker"), // DRONE
          // These stand alone.
          filled("agola-ci", "AGOLA_GIT_REF"),
          filled("alpic", "ALPIC_HOST"),
          flag("appcircle", "AC_APPCIRCLE"),
          flag("appveyor", "APPVEYOR"),
          filled("aws-codebuild", "CODEBUILD_BUILD_ARN", "CODEBUILD_BUILD_ID"),
          flag("azure-pipelines", "TF_BUILD", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"),
          filled("bamboo", "bamboo_planKey"),
          filled("bitbucket-pipelines", "BITBUCKET_COMMIT", "BITBUCKET_BUILD_NUMBER"),
          flag("bitrise", "BITRISE_IO"),
          flag("buddy", "BUDDY", "BUDDY_WORKSPACE_ID"),
          flag("buildkite", "BUILDKITE"),
          flag("capawesome-cloud", "CAPAWESOME_CLOUD"),
          flag("circleci", "CIRCLECI"),
          flag("cirrus-ci", "CIRRUS_CI"),
          filled("codefresh", "CF_BUILD_ID"),
          filled("codemagic", "CM_BUILD_ID"),
          equal("codeship", "CI_NAME", "codeship"),
          flag("drone", "DRONE"),
          flag("dsari", "DSARI"),
          flag("expo-application-services", "EAS_BUILD"),
          flag("github-actions", "GITHUB_ACTIONS"),
          flag("gitlab", "GITLAB_CI"),
          filled("gocd", "GO_PIPELINE_LABEL", "GO_SERVER_URL"),
          filled("google-cloud-build", "BUILDER_OUTPUT"),
          filled("hudson", "HUDSON_URL"),
          flag("layerci", "LAYERCI"),
          flag("magnum-ci", "MAGNUM"),
          flag("nevercode", "NEVERCODE"),
          filled("prow", "PROW_JOB_ID"),
          flag("rwx", "RWX", "RWX_RUN_ID", "RWX_TASK_ID", "MINT"), // was called Mint
          flag("sail-ci", "SAILCI"),
          flag("screwdriver", "SCREWDRIVER"),
          flag("semaphore", "SEMAPHORE"),
          equal("sourcehut", "CI_NAME", "sourcehut"),
          flag("strider-cd", "STRIDER"),
          allFilled("taskcluster", "TASK_ID", "RUN_ID"),
          filled("teamcity", "TEAMCITY_VERSION"),
          flag("travis", "TRAVIS"),
          flag("vela", "VELA"),
          filled("visual-studio-app-center", "APPCENTER_BUILD_ID"),
          flag("wercker", "WERCKER"),
          filled("xcode-cloud", "CI_XCODE_PROJECT"),
          flag("xcode-server", "XCS"),
          // These are also set where one of the above does the work: a review system whose
          // variables Jenkins hands on, a build tool, hosts that build what they serve.
          filled("gerrit", "GERRIT_PROJECT"),
          flag("earthly", "EARTHLY_CI"),
          flag("cloudflare-pages", "CF_PAGES"),
          flag("cloudflare-workers", "WORKERS_CI"),
          holding("heroku", "NODE", "/app/.heroku/node/bin/node"),
          flag("netlify-ci", "NETLIFY"),
          filled("releasehub", "RELEASE_BUILD_ID"),
          flag("render", "RENDER"),
          flag("vercel", "VERCEL", "NOW_BUILDER"));

  private static CiVendor flag(String slug, String... variables) {
    return new CiVendor(slug, Reading.FLAG, List.of(variables), "");
  }

  private static CiVendor filled(String slug, String... variables) {
    return new CiVendor(slug, Reading.FILLED, List.of(variables), "");
  }

  private static CiVendor allFilled(String slug, String... variables) {
    return new CiVendor(slug, Reading.ALL_FILLED, List.of(variables), "");
  }

  private static CiVendor equal(String slug, String variable, String wanted) {
    return new CiVendor(slug, Reading.EQUAL, List.of(variable), wanted);
  }

  private static CiVendor holding(String slug, String variable, String wanted) {
    return new CiVendor(slug, Reading.HOLDING, List.of(variable), wanted);
  }

  /** Whether these variables prove that this vendor runs the command. */
  boolean isProvenBy(Map<String, String> environment) {
    boolean needsAll = reading == Reading.ALL_FILLED;
    for (int i = 0; i < variables.size(); i++) {
      if (accepts(environment.get(variables.get(i))) != needsAll) {
        return !needsAll;
      }
    }
    return needsAll;
  }

  private boolean accepts(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return false;
    }
    return switch (reading) {
      case FLAG -> saysYes(value);
      case FILLED, ALL_FILLED -> true;
      case EQUAL -> value.equals(wanted);
      case HOLDING -> value.contains(wanted);
    };
  }

  /** Whether a variable is set to anything but nothing or a word for no, in any case. */
  static boolean saysYes(@Nullable String value) {
    if (value == null) {
      return false;
    }
    // cmd.exe's "set CI=false && tool" leaves a blank behind the word.
    String word = value.strip();
    return !word.isEmpty()
        && !word.equals("0")
        && !word.equalsIgnoreCase("false")
        && !word.equalsIgnoreCase("no")
        && !word.equalsIgnoreCase("off");
  }
}
