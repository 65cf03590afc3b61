package dev.spoor.capture;

import dev.spoor.model.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Files that hold whole runs, as the importers of such files find and read them. */
final class ImportedFile {
  private static final int MOST_BYTES = 1 << 30;

  private ImportedFile() {}

  /** The file itself; of a folder, the files below it with one of these endings, by name. */
  static List<Path> below(Path path, List<String> endings) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> endings.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BadInput.of(path.toString(), "must be a folder that can be read (" + e + ")");
    }
  }

  /** All of it, unpacked when its name ends in {@code .gz}. */
  static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      byte[] bytes = plain.readNBytes(MOST_BYTES);
      if (plain.read() >= 0) {
        throw new IOException("it has more than 1 GiB");
      }
      return bytes;
    }
  }

  /** The line that begins there, without its end. */
  static byte[] line(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return Arrays.copyOfRange(bytes, from, end);
  }

  /** Why a file cannot be read, in words. */
  static String why(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : "cannot be read: " + e;
  }
}
