package dev.spoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What our files look like: short, explained, named after their subject, without left-overs. */
class SourceShapeTest {
  private static final int LONGEST_MAIN_FILE_LINES = 400;
  private static final int LONGEST_TEST_FILE_LINES = 500;
  private static final int FIRST_SCREEN_LINES = 24;

  private static final Path MAIN = Path.of("src", "main");
  private static final Path TEST = Path.of("src", "test");
  private static final Path RESOURCES = TEST.resolve("resources");
  private static final Path THIS_FILE = TEST.resolve("java/dev/spoor/SourceShapeTest.java");

  private static final Set<String> SOURCES =
      Set.of("java", "jte", "js", "mjs", "css", "py", "sql", "sh", "xml", "yaml", "yml", "md");

  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile("\\w*(Impl|Manager|Helper|Util|Utils|Base|Common)\\.java");

  private static final Pattern LEFT_OVER =
      Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled|Thread\\.sleep");

  /** Control characters, and those that only seem to be absent. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cntrl}&&[^\\n]]|[\\p{Cf}\\u2028\\u2029]");

  private static final Pattern EXPLAINED_ROOM =
      Pattern.compile("/\\*\\*.*?\\*/\\s*@NullMarked\\s+package .*", Pattern.DOTALL);

  @Test
  void mainFile_isShort() {
    assertNone("longer than " + LONGEST_MAIN_FILE_LINES, MAIN, longer(LONGEST_MAIN_FILE_LINES));
  }

  @Test
  void testFile_isShort() {
    assertNone("longer than " + LONGEST_TEST_FILE_LINES, TEST, longer(LONGEST_TEST_FILE_LINES));
  }

  @Test
  void everyRoom_isExplainedAndNullMarked() throws IOException {
    Set<Path> rooms =
        sources(MAIN)
            .filter(file -> file.toString().endsWith(".java"))
            .map(Path::getParent)
            .collect(Collectors.toSet());
    assertFalse(rooms.isEmpty());
    List<Path> bare = new ArrayList<>();
    for (Path room : rooms) {
      Path explanation = room.resolve("package-info.java");
      if (!Files.exists(explanation) || !EXPLAINED_ROOM.matcher(text(explanation)).matches()) {
        bare.add(room);
      }
    }
    assertEquals(List.of(), bare, "needs a package-info.java with a sentence and @NullMarked");
  }

  @Test
  void fileName_namesSubject() {
    Predicate<Path> vague = file -> FORBIDDEN_NAME.matcher(file.getFileName().toString()).matches();
    assertNone("named after no subject", Path.of("src"), vague);
  }

  @Test
  void source_hasNoLeftOvers() {
    assertNone(
        "holds a left-over (" + LEFT_OVER + ")",
        Path.of("src"),
        file -> !file.equals(THIS_FILE) && LEFT_OVER.matcher(text(file)).find());
  }

  @Test
  void source_hasNoInvisibleCharacters() {
    assertNone(
        "holds a tab, a carriage return or an invisible character",
        Path.of("src"),
        file -> INVISIBLE.matcher(text(file)).find());
  }

  @Test
  void readme_opensWithTwoCommands() throws IOException {
    List<String> commands = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("README.md")).subList(0, FIRST_SCREEN_LINES)) {
      if (line.startsWith("```")) {
        inside = !inside;
      } else if (inside && !line.isBlank()) {
        commands.add(line.replaceFirst("\\s+#.*", ""));
      }
    }
    assertEquals(List.of("scripts/spoor demo", "scripts/test"), commands);
  }

  private static void assertNone(String offence, Path folder, Predicate<Path> offends) {
    try (Stream<Path> sources = sources(folder)) {
      assertEquals(List.of(), sources.filter(offends).sorted().toList(), offence);
    }
  }

  private static Predicate<Path> longer(int lines) {
    return file -> text(file).lines().count() > lines;
  }

  private static Stream<Path> sources(Path folder) {
    try {
      return Files.walk(folder)
          .filter(file -> !file.startsWith(RESOURCES))
          .filter(file -> SOURCES.contains(extension(file)))
          .filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
