package dev.spoor.capture;

import dev.spoor.codec.hook.HookClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Hooks that found no server: a file each, {@code <milliseconds>-<process>.<client>.json}. One
 * server at a time takes them, the oldest first; what cannot be read as a hook is removed.
 */
public final class HookSpool {
  private static final int MOST_FILES = 2_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final String ENDING = ".json";
  private static final String UNFINISHED = ".part";

  private final Path folder;

  /** The spool in the user's folder for this program. */
  public HookSpool(Path home) {
    this.folder = home.resolve("spool");
  }

  /**
   * A hook that waited.
   *
   * @param at when it came
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Waiting(HookClient client, Instant at, byte[] json) {}

  /**
   * Lets a hook wait for the next server.
   *
   * @return false when too many wait already
   */
  public boolean put(HookClient client, byte[] json, Instant at, long process) throws IOException {
    Files.createDirectories(folder);
    List<Path> waiting = files();
    long bytes = json.length;
    for (Path file : waiting) {
      bytes += Files.size(file);
    }
    if (waiting.size() >= MOST_FILES || bytes > MOST_BYTES) {
      return false;
    }
    String name = String.format("%013d-%d.%s", at.toEpochMilli(), process, client.word());
    Path part = folder.resolve(name + UNFINISHED);
    Files.write(part, json);
    Files.move(part, folder.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /**
   * Takes what waits. A hook is removed when it was taken; one that was not, and all behind it,
   * wait on.
   *
   * @param taker whether a hook is stored now
   */
  void take(Predicate<Waiting> taker) throws IOException {
    if (!Files.isDirectory(folder) || files().isEmpty()) {
      return;
    }
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return; // another server takes them
      }
      for (Path file : files()) {
        Optional<Waiting> waiting = read(file);
        if (waiting.isPresent() && !taker.test(waiting.get())) {
          return;
        }
        Files.deleteIfExists(file);
      }
    } catch (OverlappingFileLockException e) {
      // Another server of this process takes them.
    }
  }

  private static Optional<Waiting> read(Path file) throws IOException {
    String[] parts = String.valueOf(file.getFileName()).split("[-.]", 3);
    Optional<HookClient> client =
        parts.length == 3
            ? HookClient.parse(parts[2].substring(0, parts[2].length() - ENDING.length()))
            : Optional.empty();
    if (client.isEmpty() || !parts[0].matches("\\d{1,15}")) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
    return Optional.of(new Waiting(client.get(), at, Files.readAllBytes(file)));
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(file -> file.toString().endsWith(ENDING)).forEach(files::add);
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }
}
