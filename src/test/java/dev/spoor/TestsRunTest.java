package dev.spoor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** No test that never runs, for want of an annotation or of a name that Maven looks for. */
class TestsRunTest {
  private static final Pattern RUN_BY_MAVEN = Pattern.compile("\\w+(Test|IT)");
  private static final Pattern HOLDS_TESTS = Pattern.compile("\\w+(Test|IT|Contract)");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.spoor");
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("planted.forgotten");

  @Test
  void methodsThatLookLikeTests_areTests() {
    assertEquals(List.of(), methodsNeverRun(OURS), "not private, and not a test either");
  }

  @Test
  void methodsThatLookLikeTests_plantedOneIsSeen() {
    assertEquals(
        List.of("planted.forgotten.ForgottenTest.plain_isForgotten()"), methodsNeverRun(PLANTED));
  }

  @Test
  void classesWithTests_areRunByMaven() {
    assertEquals(List.of(), classesNeverRun(OURS), "not called ...Test or ...IT, or not @Nested");
  }

  @Test
  void classesWithTests_plantedOneIsSeen() {
    assertEquals(
        List.of("planted.forgotten.ForgottenTest$Inner", "planted.forgotten.Misnamed"),
        classesNeverRun(PLANTED));
  }

  private static List<String> methodsNeverRun(JavaClasses classes) {
    return classes.stream()
        .filter(type -> HOLDS_TESTS.matcher(type.getSimpleName()).matches() || isNested(type))
        .flatMap(type -> type.getMethods().stream())
        .filter(TestsRunTest::looksLikeTest)
        .map(JavaMethod::getFullName)
        .sorted()
        .toList();
  }

  private static List<String> classesNeverRun(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(type -> type.getAllMethods().stream().anyMatch(TestsRunTest::isTest))
        .filter(type -> type.isTopLevelClass() ? !isNamedForMaven(type) : !isNested(type))
        .map(JavaClass::getName)
        .sorted()
        .toList();
  }

  private static boolean looksLikeTest(JavaMethod method) {
    return method.getRawReturnType().getName().equals("void")
        && Stream.of(
                JavaModifier.PRIVATE,
                JavaModifier.STATIC,
                JavaModifier.ABSTRACT,
                JavaModifier.SYNTHETIC)
            .noneMatch(method.getModifiers()::contains)
        && !overrides(method)
        && method.getAnnotations().stream()
            .noneMatch(annotation -> annotation.getRawType().getName().contains("junit"));
  }

  private static boolean isTest(JavaMethod method) {
    return method.isMetaAnnotatedWith(Testable.class);
  }

  private static boolean overrides(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .flatMap(ancestor -> ancestor.getMethods().stream())
        .anyMatch(
            inherited ->
                inherited.getName().equals(method.getName())
                    && inherited.getRawParameterTypes().equals(method.getRawParameterTypes()));
  }

  private static boolean isNamedForMaven(JavaClass type) {
    return RUN_BY_MAVEN.matcher(type.getSimpleName()).matches();
  }

  private static boolean isNested(JavaClass type) {
    return type.isAnnotatedWith(Nested.class);
  }
}
