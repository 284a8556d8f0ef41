package dev.telem;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of spec style.md: who may import whom, and what a room alone may touch. */
class ArchitectureTest {
  private static final String BASE = "dev.telem";

  /** Each room, and the rooms that it may import. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          room("privacy", ""),
          room("event", "privacy"),
          room("environment", ""),
          room("config", ""),
          room("consent", "config"),
          room("help", "config"),
          room("identity", "privacy"),
          room("manual", ""),
          room("run", ""),
          room("spool", ""),
          room("log", ""),
          room("delivery", "spool event"),
          room("report", "event log spool consent config environment privacy"),
          room("session", "privacy event environment config consent identity run spool log"),
          room(
              "cli",
              "privacy event environment config consent help identity manual run spool log"
                  + " delivery report session"));

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void theProgramIsRead() {
    assertThat(PROGRAM).isNotEmpty();
  }

  @Test
  void everyClassLivesInARoomOfTheTable() {
    assertThat(PROGRAM)
        .allSatisfy(type -> assertThat(MAY_IMPORT).as(type.getName()).containsKey(roomOf(type)));
  }

  static Stream<String> rooms() {
    return MAY_IMPORT.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyTheRoomsThatTheTableAllows(String room) {
    List<String> allowed = new ArrayList<>(List.of(inside(room)));
    for (String other : MAY_IMPORT.getOrDefault(room, Set.of())) {
      allowed.add(inside(other));
    }
    classes()
        .that()
        .resideInAPackage(inside(room))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(BASE + "..")
                .or(resideInAnyPackage(allowed.toArray(String[]::new))))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void noRoomDependsOnItselfThroughOthers() {
    slices()
        .matching(BASE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void nothingImportsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(inside("cli"))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

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
  void onlyDeliveryOpensSockets() {
    Set<String> mereText =
        Set.of(
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.net.URLDecoder",
            "java.net.URLEncoder");
    onlyRoomThatDependsOn(
        "delivery",
        describe(
            "reach the network",
            type -> {
              String name = type.getName();
              return (name.startsWith("java.net.") && !mereText.contains(name))
                  || name.startsWith("javax.net.")
                  || name.startsWith("com.sun.net.")
                  || name.matches("java\\.nio\\.channels\\.\\w*(Socket|Datagram|Network)\\w*");
            }));
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

  /**
   * A room that nobody uses yet is not judged while the house is being built; from the day every
   * room stands, all are.
   */
  @Test
  void aPublicTypeHasAReaderInAnotherRoom() {
    Set<String> standing = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    Set<String> readElsewhere = new TreeSet<>();
    for (JavaClass type : PROGRAM) {
      standing.add(roomOf(type));
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        JavaClass target = use.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(BASE + ".")
            && !roomOf(target).equals(roomOf(type))) {
          used.add(roomOf(target));
          readElsewhere.add(outermost(target).getName());
        }
      }
    }
    addTypesOfSignatures(readElsewhere);
    boolean complete = standing.containsAll(MAY_IMPORT.keySet());
    List<String> unread = new ArrayList<>();
    for (JavaClass type : PROGRAM) {
      String room = roomOf(type);
      if (type.isTopLevelClass()
          && type.getModifiers().contains(JavaModifier.PUBLIC)
          && !room.equals("cli")
          && (complete || used.contains(room))
          && !readElsewhere.contains(type.getName())) {
        unread.add(type.getName());
      }
    }
    assertThat(unread).isEmpty();
  }

  /**
   * Who reads a type in another room meets the types of its public methods, and what it extends.
   */
  private static void addTypesOfSignatures(Set<String> readElsewhere) {
    int before;
    do {
      before = readElsewhere.size();
      for (JavaClass reader : PROGRAM) {
        if (readElsewhere.contains(outermost(reader).getName())) {
          reader.getAllRawInterfaces().forEach(type -> readElsewhere.add(type.getName()));
          reader.getCodeUnits().stream()
              .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
              .flatMap(method -> method.getAllInvolvedRawTypes().stream())
              .forEach(type -> readElsewhere.add(outermost(type).getName()));
        }
      }
    } while (readElsewhere.size() > before);
  }

  @Test
  void everyPackageStatesItsQuestionAndIsNullMarked() throws IOException {
    Path sources = Path.of("src", "main", "java", "dev", "telem");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(packages)
          .isNotEmpty()
          .allSatisfy(
              folder ->
                  assertThat(folder.resolve("package-info.java"))
                      .content()
                      .contains("?", "\n@NullMarked\npackage "));
    }
  }

  private static Map.Entry<String, Set<String>> room(String name, String mayImport) {
    return Map.entry(name, mayImport.isEmpty() ? Set.of() : Set.of(mayImport.split(" ")));
  }

  private static void onlyRoomThatDependsOn(String room, DescribedPredicate<JavaClass> types) {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside(room))
        .should()
        .dependOnClassesThat(types)
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  private static void onlyRoomThatReaches(String room, Class<?> owner, Set<String> members) {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside(room))
        .should()
        .accessTargetWhere(
            describe(
                owner.getSimpleName() + "'s " + new TreeSet<>(members),
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(owner)
                        && members.contains(access.getTarget().getName())))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  private static String inside(String room) {
    return BASE + "." + room + "..";
  }

  /** The first word of the package below the base; the base itself is a room without a name. */
  private static String roomOf(JavaClass type) {
    String below = type.getPackageName().substring(BASE.length());
    return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
