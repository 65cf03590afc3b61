package dev.spoor.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A file that only its user can read. It is there whole or not at all, whoever makes it at the same
 * time.
 *
 * @param path where; its folder is made when it is missing, for this user alone
 */
record PrivateFile(Path path) {
  /** What is in it; empty when it is not there. */
  Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes it.
   *
   * @return false when it is there already, and was left as it is
   */
  boolean create(String text) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes("rwx------"));
    }
    Path whole = Files.createTempFile(folder, "new", ".tmp", attributes("rw-------"));
    try {
      Files.writeString(whole, text);
      // A link is made or is not, where a move would replace what another process has just made.
      Files.createLink(path, whole);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(whole);
    }
  }

  private FileAttribute<?>[] attributes(String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
