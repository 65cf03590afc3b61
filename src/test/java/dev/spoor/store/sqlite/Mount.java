package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small disk of its own, in memory; tests that need one are skipped where none can be mounted.
 */
final class Mount implements AutoCloseable {
  private final Path folder;
  private boolean mounted = true;

  private Mount(Path folder) {
    this.folder = folder;
  }

  /** Mounts a disk of so many megabytes. */
  static Mount on(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
        "skipped: needs the right to mount");
    return new Mount(folder);
  }

  void change(String option) throws IOException, InterruptedException {
    if (!run("mount", "-o", "remount," + option, folder.toString())) {
      throw new IOException("cannot remount " + folder + " with " + option);
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes the disk away, also from those who use it. A second time does nothing. */
  @Override
  public void close() throws IOException, InterruptedException {
    if (mounted && !run("umount", "-l", folder.toString())) {
      throw new IOException("cannot unmount " + folder);
    }
    mounted = false;
  }
}
