package dev.spoor.cli;

import dev.spoor.app.Amounts;
import dev.spoor.app.Token;
import dev.spoor.app.Tokens;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import dev.spoor.rest.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor token create}. */
@Command(
    name = "create",
    description = "Make a token and print it; it is never shown again.",
    mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Runnable {
  private static final int LONGEST_NAME = 200;

  @ParentCommand private TokenCommand parent;

  @Option(names = "--name", defaultValue = "", description = "what it is for")
  private String name;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      description =
          "traces:write, traces:read, evals:run or admin, which is all of them; may be repeated"
              + " (default: all but admin)")
  private List<String> scopes = List.of();

  @Option(
      names = "--expires",
      paramLabel = "AGE",
      description = "how long it is good, for example 12h, 30d or 1y (default: for ever)")
  private @Nullable String expires;

  @Option(names = "--json", description = "print {token, id, name, scopes, created_at, expires_at}")
  private boolean json;

  @Override
  public void run() {
    if (name.length() > LONGEST_NAME) {
      throw BadInput.of("--name", "must be at most " + LONGEST_NAME + " characters")
          .got(Shape.of(name));
    }
    @Nullable Duration lifetime = expires == null ? null : Amounts.age("--expires", expires);
    Tokens.Made made = parent.tokens().create(name, allowed(), lifetime);
    if (json) {
      JsonObject.Builder all = JsonObject.builder().put("token", made.secret());
      made.token().json().members().forEach(all::put);
      parent.terminal().print(all.build().write());
    } else {
      parent.terminal().print(made.secret());
      parent.terminal().progress(line(made.token()) + "; it is not shown again");
    }
  }

  private Set<Scope> allowed() {
    if (scopes.isEmpty()) {
      return EnumSet.complementOf(EnumSet.of(Scope.ADMIN));
    }
    Set<Scope> allowed = EnumSet.noneOf(Scope.class);
    for (String word : scopes) {
      allowed.add(
          Scope.parse(word)
              .orElseThrow(
                  () ->
                      BadInput.of("--scope", "must be one of " + String.join(", ", Scope.words()))
                          .got(Shape.of(word))
                          .example("--scope traces:write")));
    }
    return allowed;
  }

  /** What a token is, in one line for people. */
  static String line(Token token) {
    String words =
        token.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(" "));
    return token.id()
        + "  "
        + words
        + (token.expiresAt() == null ? "  for ever" : "  until " + token.expiresAt())
        + (token.name().isEmpty() ? "" : "  " + Terminal.safe(token.name(), LONGEST_NAME));
  }
}
