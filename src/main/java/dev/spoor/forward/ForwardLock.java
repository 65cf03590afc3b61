package dev.spoor.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of all processes over a store pass it on: a lock on a file, which the system takes back
 * from a process that was killed.
 */
final class ForwardLock implements AutoCloseable {
  private final FileChannel channel;
  private @Nullable FileLock lock;

  private ForwardLock(FileChannel channel) {
    this.channel = channel;
  }

  static ForwardLock on(Path file) {
    try {
      return new ForwardLock(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this process is the one. */
  boolean isMine() {
    if (lock == null) {
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        return false; // another forwarder of this very process
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lock != null;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
