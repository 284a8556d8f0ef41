package dev.telem;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one room alone may touch (spec style.md). */
class SoleRoomTest {
  /** What it takes to listen on this machine, which reaches nobody. */
  private static final DescribedPredicate<JavaClass> LISTENING =
      describe(
          "listen",
          type ->
              type.getPackageName().startsWith("com.sun.net.httpserver")
                  || Set.of("java.net.InetAddress", "java.net.InetSocketAddress", "java.net.URI")
                      .contains(type.getName()));

  @Test
  void onlyPrivacyHashes() {
    onlyRoomThatDependsOn(
        "privacy",
        describe(
            "hash",
            type ->
                type.getName().equals("java.security.MessageDigest")
                    || type.getPackageName().startsWith("javax.crypto")));
  }

  @Test
  void onlyDeliveryReachesTheNetworkAndViewOnlyListens() {
    Set<String> mereText =
        Set.of(
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.net.URLDecoder",
            "java.net.URLEncoder");
    DescribedPredicate<JavaClass> network =
        describe(
            "reach the network",
            type -> {
              String name = type.getName();
              return (name.startsWith("java.net.") && !mereText.contains(name))
                  || name.startsWith("javax.net.")
                  || name.startsWith("com.sun.net.")
                  || name.matches("java\\.nio\\.channels\\.\\w*(Socket|Datagram|Network)\\w*");
            });
    noClasses()
        .that()
        .resideOutsideOfPackages(Rooms.inside("delivery"), Rooms.inside("view"))
        .should()
        .dependOnClassesThat(network)
        .check(Rooms.PROGRAM);
    noClasses()
        .that()
        .resideInAPackage(Rooms.inside("view"))
        .should()
        .dependOnClassesThat(network.and(DescribedPredicate.not(LISTENING)))
        .check(Rooms.PROGRAM);
  }

  @Test
  void onlyViewListens() {
    onlyRoomThatDependsOn(
        "view",
        describe(
            "listen",
            type ->
                type.getPackageName().startsWith("com.sun.net.httpserver")
                    || type.getName().contains("ServerSocket")));
  }

  @Test
  void onlyRunStartsProcessesAndHandlesSignals() {
    onlyRoomThatDependsOn(
        "run",
        describe(
            "start processes or handle signals",
            type ->
                type.getName().equals("java.lang.ProcessBuilder")
                    || type.getName().startsWith("sun.misc.Signal")));
    onlyRoomThatReaches("run", Runtime.class, Set.of("exec"));
  }

  @Test
  void onlyIdentityDrawsIdentifiers() {
    onlyRoomThatDependsOn(
        "identity",
        describe(
            "draw identifiers",
            type ->
                type.getName().equals("java.security.SecureRandom")
                    || type.getPackageName().startsWith("com.fasterxml.uuid")));
    onlyRoomThatReaches("identity", UUID.class, Set.of("randomUUID"));
  }

  @Test
  void onlyTheCommandLineTouchesTheProcessItRunsIn() {
    onlyRoomThatReaches(
        "cli", System.class, Set.of("exit", "getenv", "in", "out", "err", "setOut", "setErr"));
    onlyRoomThatReaches("cli", Runtime.class, Set.of("exit", "halt"));
  }

  private static void onlyRoomThatDependsOn(String room, DescribedPredicate<JavaClass> types) {
    noClasses()
        .that()
        .resideOutsideOfPackage(Rooms.inside(room))
        .should()
        .dependOnClassesThat(types)
        .allowEmptyShould(true)
        .check(Rooms.PROGRAM);
  }

  private static void onlyRoomThatReaches(String room, Class<?> owner, Set<String> members) {
    noClasses()
        .that()
        .resideOutsideOfPackage(Rooms.inside(room))
        .should()
        .accessTargetWhere(
            describe(
                owner.getSimpleName() + "'s " + new TreeSet<>(members),
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(owner)
                        && members.contains(access.getTarget().getName())))
        .allowEmptyShould(true)
        .check(Rooms.PROGRAM);
  }
}
