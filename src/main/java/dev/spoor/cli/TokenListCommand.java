package dev.spoor.cli;

import dev.spoor.app.Token;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor token list}. */
@Command(name = "list", description = "List the tokens.", mixinStandardHelpOptions = true)
final class TokenListCommand implements Runnable {
  @ParentCommand private TokenCommand parent;

  @Option(names = "--json", description = "print {tokens}")
  private boolean json;

  @Override
  public void run() {
    List<Token> tokens = parent.tokens().list();
    if (json) {
      JsonObject all =
          JsonObject.builder().put("tokens", JsonArray.of(tokens, Token::json)).build();
      parent.terminal().print(all.write());
    } else {
      tokens.forEach(token -> parent.terminal().print(TokenCreateCommand.line(token)));
      parent.terminal().progress(tokens.size() + (tokens.size() == 1 ? " token" : " tokens"));
    }
  }
}
