package dev.telem.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a CI system runs this command, and which one. The rules are those of spec events.md,
 * "CI".
 *
 * @param present whether this is CI
 * @param vendor the slug of the CI system (lower-case words joined by dashes), where it is known
 */
public record Ci(boolean present, Optional<String> vendor) {
  /**
   * Variables that say "CI" without saying whose. {@code BUILD_ID}, {@code BUILD_NUMBER} and {@code
   * RUN_ID}, which npm's ci-info also counts, are left out: people have them on their own machines
   * (Arch's os-release sets {@code BUILD_ID}, experiment trackers {@code RUN_ID}), and the vendors
   * that set them are named by better proof.
   */
  private static final List<String> UNNAMED =
      List.of(
          "CI", "CONTINUOUS_INTEGRATION", "CI_NAME", "CI_BUILD_ID", "CI_BUILD_NUMBER", "CI_APP_ID");

  /** Checks that no vendor is named where there is no CI. */
  public Ci {
    if (vendor.isPresent() && !present) {
      throw new IllegalArgumentException("a vendor without CI: " + vendor.get());
    }
  }

  /**
   * Reads the variables of a process. A vendor proven by its own variables is CI even when {@code
   * CI} is unset or says no: people write {@code CI=false} inside CI to quiet their tools. Where
   * several vendors are proven, the first of the table wins.
   */
  public static Ci in(Map<String, String> environment) {
    for (int i = 0; i < CiVendor.TABLE.size(); i++) {
      CiVendor vendor = CiVendor.TABLE.get(i);
      if (vendor.isProvenBy(environment)) {
        return new Ci(true, Optional.of(vendor.slug()));
      }
    }
    for (int i = 0; i < UNNAMED.size(); i++) {
      if (CiVendor.saysYes(environment.get(UNNAMED.get(i)))) {
        return new Ci(true, Optional.empty());
      }
    }
    return new Ci(false, Optional.empty());
  }
}
