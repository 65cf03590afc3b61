package dev.spoor.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes that wait for a server, a file each: the path on the first line, the body on the second.
 * Files are named so that their order is the one in which they came, from whichever process, and
 * are there whole or not at all. Only this user can read them. What the server refused for good
 * lies in a folder beside, its reason on the third line. Thread-safe.
 */
public final class Spool {
  private static final int MOST_WRITES = 10_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final String ENDING = ".write";
  private static final Pattern NAME = Pattern.compile("\\d{19}\\.write");
  private static final Pattern UNFINISHED = Pattern.compile("new.*\\.part");
  private static final String PRIVATE_FOLDER = "rwx------";
  private static final String PRIVATE_FILE = "rw-------";
  private static final int HASH_DIGITS = 12;

  private final Path folder;
  private final int mostWrites;
  private final long mostBytes;

  /** The spool of one server in a user's folder; neither need exist. */
  public Spool(Path home, RemoteAddress address) {
    this(home, address, MOST_WRITES, MOST_BYTES);
  }

  /**
   * A spool with bounds of its own.
   *
   * @param mostWrites that are kept, those that were refused among them
   * @param mostBytes of them
   */
  Spool(Path home, RemoteAddress address, int mostWrites, long mostBytes) {
    this.folder = home.resolve("remote").resolve(nameOf(address));
    this.mostWrites = mostWrites;
    this.mostBytes = mostBytes;
  }

  /** A write that waits. */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Waiting(Path file, String path, byte[] body) {}

  /**
   * How much there is.
   *
   * @param waiting writes that wait
   * @param refused writes that the server refused for good
   * @param bytes of both
   */
  public record Contents(int waiting, int refused, long bytes) {}

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Where what was refused lies. */
  public Path refusedFolder() {
    return folder.resolve("refused");
  }

  /** How much there is. */
  public Contents contents() throws IOException {
    List<Path> waiting = files(folder);
    List<Path> refused = files(refusedFolder());
    return new Contents(waiting.size(), refused.size(), bytes(waiting) + bytes(refused));
  }

  boolean isEmpty() throws IOException {
    return files(folder).isEmpty();
  }

  /** The one that came first. */
  Optional<Waiting> oldest() throws IOException {
    List<Path> waiting = files(folder);
    return waiting.isEmpty() ? Optional.empty() : Optional.of(read(waiting.get(0)));
  }

  /**
   * Keeps a write behind those that wait; it is on disk when this returns.
   *
   * @return how many wait now
   * @throws IOException also when no more are kept
   */
  synchronized int put(String path, byte[] body, Instant at) throws IOException {
    makeFolder(folder);
    try (FileChannel turn = lockFile("put.lock")) {
      turn.lock();
      removeUnfinished();
      List<Path> waiting = files(folder);
      Contents contents = contents();
      if (contents.waiting() + contents.refused() >= mostWrites
          || contents.bytes() + body.length > mostBytes) {
        throw new IOException(
            "%d writes with %d bytes are kept there already, and no more than %d with %d bytes can be"
                .formatted(
                    contents.waiting() + contents.refused(),
                    contents.bytes(),
                    mostWrites,
                    mostBytes));
      }
      long newest = waiting.isEmpty() ? 0 : number(waiting.get(waiting.size() - 1));
      long number = Math.max(newest + 1, at.toEpochMilli() * 1_000);
      write(folder, name(number), path + "\n", body);
      return waiting.size() + 1;
    }
  }

  /** Forgets a write that the server has. */
  void remove(Waiting delivered) throws IOException {
    Files.deleteIfExists(delivered.file());
  }

  /** Sets a write aside that the server will never take. */
  void setAside(Waiting refused, String why) throws IOException {
    makeFolder(refusedFolder());
    String name = String.valueOf(refused.file().getFileName());
    byte[] text =
        (new String(refused.body(), StandardCharsets.UTF_8) + "\n" + why + "\n")
            .getBytes(StandardCharsets.UTF_8);
    write(refusedFolder(), name, refused.path() + "\n", text);
    Files.deleteIfExists(refused.file());
  }

  /** The right to deliver, which one process of this machine has at a time. */
  Optional<FileChannel> claim() throws IOException {
    makeFolder(folder);
    FileChannel channel = lockFile("delivery.lock");
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another delivery of this process has it.
    }
    channel.close();
    return Optional.empty();
  }

  private static Waiting read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String path = new String(bytes, 0, end, StandardCharsets.UTF_8);
    int start = Math.min(end + 1, bytes.length);
    byte[] body = new byte[bytes.length - start];
    System.arraycopy(bytes, start, body, 0, body.length);
    return new Waiting(file, path, body);
  }

  private static void write(Path folder, String name, String head, byte[] body) throws IOException {
    Path part = Files.createTempFile(folder, "new", ".part", permissions(PRIVATE_FILE));
    try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
      writeAll(out, ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8)));
      writeAll(out, ByteBuffer.wrap(body));
      out.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    forceFolder(folder);
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /**
   * A name is on disk when its folder is; where folders cannot be opened, the system sees to it.
   */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows.
    }
  }

  /** What a process that was killed left; no other is putting anything. */
  private void removeUnfinished() throws IOException {
    for (Path part : entries(folder, UNFINISHED)) {
      Files.deleteIfExists(part);
    }
  }

  private FileChannel lockFile(String name) throws IOException {
    return FileChannel.open(
        folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(PRIVATE_FOLDER));
    }
  }

  private static FileAttribute<?>[] permissions(String words) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(words))
        }
        : new FileAttribute<?>[0];
  }

  private static List<Path> files(Path folder) throws IOException {
    return entries(folder, NAME);
  }

  private static List<Path> entries(Path folder, Pattern name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long bytes(List<Path> files) {
    return files.stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private static String name(long number) {
    return String.format(Locale.ROOT, "%019d%s", number, ENDING);
  }

  private static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
  }

  private static String nameOf(RemoteAddress address) {
    String host = String.valueOf(address.url().getHost()).replaceAll("[^A-Za-z0-9.-]", "_");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(address.url().toString().getBytes(StandardCharsets.UTF_8));
      return host + "-" + HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
