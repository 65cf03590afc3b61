package dev.spoor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * The key of this machine's user, {@code $SPOOR_HOME/key}: who can read that file may do
 * everything. It is made when it is first needed. Thread-safe.
 */
public final class LocalKey {
  private final PrivateFile file;
  private final RandomGenerator random;

  /** The key in a user's folder. */
  LocalKey(Path home, RandomGenerator random) {
    this.file = new PrivateFile(home.resolve("key"));
    this.random = random;
  }

  /** The key, which is made when there is none. */
  public String text() {
    try {
      String made = TokenText.make(random);
      return file.read().isEmpty() && file.create(made + "\n")
          ? made
          : file.read().orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a token that somebody sent is the key. */
  boolean is(String token) {
    try {
      String key = file.read().orElse("").strip();
      return TokenText.isWellFormed(key) && TokenText.same(key, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
