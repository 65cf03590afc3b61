package dev.spoor.app;

import dev.spoor.http.Guard;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.rest.Scope;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may call what. On this machine reading and recording need no token, the rest needs the local
 * key or a token with {@code admin}; where a token is required, everything does. A token that is
 * sent counts, also where none is needed.
 */
final class TokenGuard implements Guard {
  private static final String SCHEME = "bearer ";

  private final Tokens tokens;
  private final LocalKey key;
  private final boolean tokenRequired;
  private final InstantSource clock;

  /**
   * A guard.
   *
   * @param tokenRequired whether every route needs one
   */
  TokenGuard(Tokens tokens, LocalKey key, boolean tokenRequired, InstantSource clock) {
    this.tokens = tokens;
    this.key = key;
    this.tokenRequired = tokenRequired;
    this.clock = clock;
  }

  @Override
  public Optional<Response> refusal(Route route, Request request) {
    Set<Scope> needed = needed(route);
    String sent = bearer(request.header("authorization"));
    if (sent == null) {
      return tokenRequired || needed.contains(Scope.ADMIN)
          ? Optional.of(unauthorized(needed))
          : Optional.empty();
    } else if (key.is(sent)) {
      return Optional.empty();
    }
    Optional<Token> token = tokens.find(sent);
    if (token.isEmpty()) {
      return Optional.of(invalid("this token is unknown; it may have been revoked"));
    } else if (token.get().isExpired(clock.instant())) {
      return Optional.of(invalid("this token expired at " + token.get().expiresAt()));
    }
    Set<Scope> held = token.get().scopes();
    return held.contains(Scope.ADMIN) || held.containsAll(needed)
        ? Optional.empty()
        : Optional.of(forbidden(needed, held));
  }

  /** What the route asks for; one that says nothing is read by GET and written to otherwise. */
  private static Set<Scope> needed(Route route) {
    if (route.rights().isEmpty()) {
      return Set.of(route.method().equals("GET") ? Scope.TRACES_READ : Scope.TRACES_WRITE);
    }
    Set<Scope> needed = EnumSet.noneOf(Scope.class);
    route.rights().forEach(word -> needed.add(Scope.parse(word).orElseThrow()));
    return needed;
  }

  private static @Nullable String bearer(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }

  private Response unauthorized(Set<Scope> needed) {
    // Now there is a need for it.
    key.text();
    return Response.problem(
            401,
            "send `Authorization: Bearer TOKEN` with a token that has the scope "
                + words(needed)
                + ", as `spoor token create` makes one, or with the key in $SPOOR_HOME/key")
        .withHeader("WWW-Authenticate", "Bearer realm=\"spoor\"");
  }

  private static Response invalid(String detail) {
    return Response.problem(401, detail)
        .withHeader("WWW-Authenticate", "Bearer realm=\"spoor\", error=\"invalid_token\"");
  }

  private static Response forbidden(Set<Scope> needed, Set<Scope> held) {
    Set<Scope> missing = EnumSet.copyOf(needed);
    missing.removeAll(held);
    String words = words(missing);
    return Response.problem(403, "this token lacks the scope " + words, Map.of("scope", words))
        .withHeader(
            "WWW-Authenticate",
            "Bearer realm=\"spoor\", error=\"insufficient_scope\", scope=\"" + words + "\"");
  }

  private static String words(Set<Scope> scopes) {
    return scopes.stream().map(Scope::word).sorted().collect(Collectors.joining(" "));
  }
}
