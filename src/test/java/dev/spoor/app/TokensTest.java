package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.rest.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path home;
  private Instant now = NOON;

  @Test
  void create_isShownOnce_andKeptAsItsHash() throws IOException {
    Tokens tokens = tokens(1);
    Tokens.Made made = tokens.create("ci", Set.of(Scope.TRACES_WRITE), Duration.ofDays(30));
    assertTrue(made.secret().matches("spoor_[0-9A-Za-z]{36}"), made.secret());
    assertEquals(Optional.of(made.token()), tokens.find(made.secret()));
    assertEquals(List.of(made.token()), tokens.list());
    assertEquals(NOON.plus(Duration.ofDays(30)), made.token().expiresAt());
    for (Path file : files()) {
      assertFalse(Files.readString(file).contains(made.secret().substring(6, 20)));
      assertTrue(Files.readString(file).contains(TokenText.sha256(made.secret())));
    }
    assertFalse(made.token().json().write().contains("sha256"));
  }

  @Test
  void files_areOfThisUserAlone() throws IOException {
    tokens(1).create("", Set.of(Scope.ADMIN), null);
    new LocalKey(home, new Random(2)).text();
    assertEquals("rwx------", permissions(home.resolve("tokens")));
    assertEquals("rw-------", permissions(home.resolve("key")));
    assertEquals(1, files().size());
    for (Path file : files()) {
      assertEquals("rw-------", permissions(file));
    }
  }

  @Test
  void revoke_holdsAtOnceForEveryServer() {
    Tokens.Made made = tokens(1).create("", Set.of(Scope.ADMIN), null);
    Tokens elsewhere = tokens(2);
    assertTrue(elsewhere.revoke(made.token().id()));
    assertEquals(Optional.empty(), tokens(3).find(made.secret()));
    assertFalse(elsewhere.revoke(made.token().id()));
    assertFalse(elsewhere.revoke("../key"));
  }

  @Test
  void letAnybodyIn_isOverWhenTheLastExpires() {
    Tokens tokens = tokens(1);
    assertFalse(tokens.letAnybodyIn());
    tokens.create("", Set.of(Scope.ADMIN), Duration.ofHours(1));
    assertTrue(tokens.letAnybodyIn());
    now = NOON.plus(Duration.ofHours(1));
    assertFalse(tokens.letAnybodyIn());
  }

  @Test
  void file_thatIsBroken_letsNobodyIn() throws IOException {
    Tokens tokens = tokens(1);
    Tokens.Made made = tokens.create("", Set.of(Scope.ADMIN), null);
    for (String content : List.of("", "{}", "[]", "{\"id\":\"a\",\"created_at\":\"now\"}")) {
      Files.writeString(files().get(0), content);
      assertEquals(Optional.empty(), tokens.find(made.secret()));
      assertEquals(List.of(), tokens.list());
    }
  }

  @Test
  void text_withOneWrongDigit_isNoToken() {
    String token = TokenText.make(new Random(1));
    assertTrue(TokenText.isWellFormed(token));
    for (int at = 6; at < token.length(); at++) {
      char other = token.charAt(at) == 'x' ? 'y' : 'x';
      assertFalse(TokenText.isWellFormed(token.substring(0, at) + other + token.substring(at + 1)));
    }
    assertFalse(TokenText.isWellFormed(token + "0"));
    assertFalse(TokenText.isWellFormed(""));
  }

  @Test
  void key_madeByManyAtOnce_isOne() {
    Set<String> keys = new HashSet<>();
    List<String> made =
        IntStream.range(0, 20)
            .parallel()
            .mapToObj(seed -> new LocalKey(home, new Random(seed)).text())
            .toList();
    keys.addAll(made);
    assertEquals(1, keys.size());
    assertTrue(new LocalKey(home, new Random(1)).is(made.get(0)));
    assertFalse(new LocalKey(home, new Random(1)).is(TokenText.make(new Random(99))));
  }

  @Test
  void key_thatIsEmpty_opensNothing() throws IOException {
    Files.createFile(home.resolve("key"));
    assertFalse(new LocalKey(home, new Random(1)).is(""));
  }

  private Tokens tokens(long seed) {
    return new Tokens(home, new Random(seed), () -> now);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("tokens"))) {
      return files.toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
