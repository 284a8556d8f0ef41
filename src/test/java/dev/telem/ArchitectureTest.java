package dev.telem;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of spec style.md: who may import whom, and who reads what of whom. */
class ArchitectureTest {
  @Test
  void theProgramIsRead() {
    assertThat(Rooms.PROGRAM).isNotEmpty();
  }

  @Test
  void everyClassLivesInARoomOfTheTable() {
    assertThat(Rooms.PROGRAM)
        .allSatisfy(
            type ->
                assertThat(Rooms.MAY_IMPORT).as(type.getName()).containsKey(Rooms.roomOf(type)));
  }

  static Stream<String> rooms() {
    return Rooms.MAY_IMPORT.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyTheRoomsThatTheTableAllows(String room) {
    List<String> allowed = new ArrayList<>(List.of(Rooms.inside(room)));
    for (String other : Rooms.MAY_IMPORT.getOrDefault(room, Set.of())) {
      allowed.add(Rooms.inside(other));
    }
    classes()
        .that()
        .resideInAPackage(Rooms.inside(room))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(Rooms.BASE + "..")
                .or(resideInAnyPackage(allowed.toArray(String[]::new))))
        .allowEmptyShould(true)
        .check(Rooms.PROGRAM);
  }

  @Test
  void noRoomDependsOnItselfThroughOthers() {
    slices()
        .matching(Rooms.BASE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(Rooms.PROGRAM);
  }

  @Test
  void nothingImportsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Rooms.inside("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(Rooms.inside("cli"))
        .allowEmptyShould(true)
        .check(Rooms.PROGRAM);
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
    for (JavaClass type : Rooms.PROGRAM) {
      standing.add(Rooms.roomOf(type));
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        JavaClass target = use.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(Rooms.BASE + ".")
            && !Rooms.roomOf(target).equals(Rooms.roomOf(type))) {
          used.add(Rooms.roomOf(target));
          readElsewhere.add(outermost(target).getName());
        }
      }
    }
    addTypesOfSignatures(readElsewhere);
    boolean complete = standing.containsAll(Rooms.MAY_IMPORT.keySet());
    List<String> unread = new ArrayList<>();
    for (JavaClass type : Rooms.PROGRAM) {
      String room = Rooms.roomOf(type);
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
      for (JavaClass reader : Rooms.PROGRAM) {
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

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
