package dev.spoor.app;

import dev.spoor.rest.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that let callers in: a file each below {@code $SPOOR_HOME/tokens}, so that making one
 * and revoking another need no agreement, and both hold for every server at once. Thread-safe.
 */
public final class Tokens {
  private static final int ID_DIGITS = 12;
  private static final String ENDING = ".json";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{" + ID_DIGITS + "}");

  private final Path folder;
  private final RandomGenerator random;
  private final InstantSource clock;

  /** The tokens in a user's folder, which need not exist. */
  public Tokens(Path home, RandomGenerator random, InstantSource clock) {
    this.folder = home.resolve("tokens");
    this.random = random;
    this.clock = clock;
  }

  /**
   * A token that was just made.
   *
   * @param secret the token itself, which is never shown again
   */
  public record Made(Token token, String secret) {}

  /**
   * Makes a token.
   *
   * @param name what people call it; may be empty
   * @param lifetime how long it allows anything; null: for ever
   */
  public Made create(String name, Set<Scope> scopes, @Nullable Duration lifetime) {
    String secret = TokenText.make(random);
    String hash = TokenText.sha256(secret);
    var now = clock.instant();
    Token token =
        new Token(
            idOf(hash), name, hash, scopes, now, lifetime == null ? null : now.plus(lifetime));
    try {
      if (!file(token.id()).create(token.stored())) {
        throw new IllegalStateException("two tokens have the same id " + token.id());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Made(token, secret);
  }

  /** All of them, the oldest first, those that have expired too. */
  public List<Token> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ENDING))
          .flatMap(name -> stored(name.substring(0, name.length() - ENDING.length())).stream())
          .sorted(Comparator.comparing(Token::createdAt).thenComparing(Token::id))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether one of them still lets anybody in. */
  public boolean letAnybodyIn() {
    return list().stream().anyMatch(token -> !token.isExpired(clock.instant()));
  }

  /**
   * Takes a token back, for every server at once.
   *
   * @return false when there is none with this id
   */
  public boolean revoke(String id) {
    try {
      return ID.matcher(id).matches() && Files.deleteIfExists(file(id).path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is known of a token that somebody sent; empty when it is none of ours. */
  Optional<Token> find(String secret) {
    if (!TokenText.isWellFormed(secret)) {
      return Optional.empty();
    }
    String hash = TokenText.sha256(secret);
    return stored(idOf(hash)).filter(token -> TokenText.same(token.sha256(), hash));
  }

  private Optional<Token> stored(String id) {
    try {
      return ID.matcher(id).matches() ? file(id).read().flatMap(Token::read) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrivateFile file(String id) {
    return new PrivateFile(folder.resolve(id + ENDING));
  }

  private static String idOf(String hash) {
    return hash.substring(0, ID_DIGITS);
  }
}
