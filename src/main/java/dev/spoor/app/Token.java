package dev.spoor.app;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.rest.Scope;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token; the token itself is not.
 *
 * @param id names it, and says nothing about it
 * @param name what people call it; may be empty
 * @param sha256 its hash, in hex
 * @param scopes what it allows
 * @param createdAt when it was made
 * @param expiresAt from when on it allows nothing; null: never
 */
public record Token(
    String id,
    String name,
    String sha256,
    Set<Scope> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt) {
  public Token {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it allows nothing any more. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** What people may see of it. */
  public JsonObject json() {
    return JsonObject.builder()
        .put("id", id)
        .put("name", name)
        .put("scopes", JsonArray.ofTexts(scopes.stream().map(Scope::word).sorted().toList()))
        .put("created_at", createdAt.toString())
        .putOrNull("expires_at", expiresAt == null ? null : new JsonString(expiresAt.toString()))
        .build();
  }

  /** What is kept of it. */
  String stored() {
    JsonObject.Builder all = JsonObject.builder();
    json().members().forEach(all::put);
    return all.put("sha256", sha256).build().write() + "\n";
  }

  /** Reads what {@link #stored} wrote; empty for anything else, which then allows nothing. */
  static Optional<Token> read(String stored) {
    try {
      JsonObject all = Json.read(stored) instanceof JsonObject object ? object : JsonObject.EMPTY;
      Set<Scope> scopes = EnumSet.noneOf(Scope.class);
      all.array("scopes")
          .elements()
          .forEach(
              each ->
                  Scope.parse(each instanceof JsonString word ? word.value() : "")
                      .ifPresent(scopes::add));
      String expires = all.text("expires_at");
      return Optional.of(
          new Token(
              String.valueOf(all.text("id")),
              String.valueOf(all.text("name")),
              String.valueOf(all.text("sha256")),
              scopes,
              Instant.parse(String.valueOf(all.text("created_at"))),
              expires == null ? null : Instant.parse(expires)));
    } catch (JsonReadException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
