package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.FileMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
  private static final String TEXT = "{one}\n\n{two, größer}\n{three}";

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file.jsonl"), text);
  }

  private static List<String> read(LineFile file) throws IOException {
    List<String> lines = new ArrayList<>();
    file.read(
        file.size(),
        bytes -> new String(bytes, StandardCharsets.UTF_8).endsWith("}"),
        line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    return lines;
  }

  @Test
  void read_ofFileCutAnywhere_givesEachLineOnce() throws IOException {
    byte[] all = TEXT.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= all.length; cut++) {
      Path path = folder.resolve("cut" + cut);
      Files.write(path, Arrays.copyOf(all, cut));
      LineFile file = new LineFile(path);
      List<String> lines = new ArrayList<>(read(file));
      Files.write(path, all);
      lines.addAll(read(file));
      lines.removeIf(String::isBlank);

      assertEquals(List.of("{one}", "{two, größer}", "{three}"), lines, "cut at " + cut);
      assertEquals(all.length, file.offset());
    }
  }

  @Test
  void read_ofLinesLongerThanAPortion_givesThemWhole() throws IOException {
    String longLine = "x".repeat(3_000_000);

    assertEquals(List.of(longLine, "y"), read(new LineFile(write(longLine + "\ny\n"))));
  }

  @Test
  void read_stopsWhereItIsTold() throws IOException {
    LineFile file = new LineFile(write("{a}\n{b}\n"));
    List<String> lines = new ArrayList<>();
    file.read(4, bytes -> false, line -> lines.add(new String(line, StandardCharsets.UTF_8)));

    assertEquals(List.of("{a}"), lines);
    assertEquals(4, file.offset());
    assertEquals(List.of("{b}"), read(file));
  }

  @Test
  void read_ofMissingFile_givesNothing() throws IOException {
    LineFile file = new LineFile(folder.resolve("none"));

    assertEquals(List.of(), read(file));
    assertEquals(0, file.size());
  }

  @Test
  void mark_fitsTheFileAsItGrows() throws IOException {
    LineFile file = new LineFile(write("{a}\n"));
    read(file);
    FileMark mark = file.mark();
    write("{a}\n{b}\n");

    assertTrue(new LineFile(file.path()).matches(mark));
    assertFalse(file.isReplaced());
    assertEquals(4, mark.offset());
  }

  @Test
  void mark_fitsNoOtherFile() throws IOException {
    String longStart = "{" + "a".repeat(10_000) + "}\n";
    LineFile file = new LineFile(write(longStart + "{b}\n"));
    read(file);
    file.mark();
    write("{x" + longStart.substring(2) + "{b}\n");
    assertTrue(file.isReplaced());
    write(longStart + "{c}\n{b}\n");
    assertTrue(file.isReplaced());
    write("{a}\n");
    assertTrue(file.isReplaced());
    Files.delete(file.path());
    assertTrue(file.isReplaced());
  }
}
