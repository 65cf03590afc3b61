package dev.spoor.cli;

import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor token revoke}. */
@Command(
    name = "revoke",
    description = "Take a token back, at once for every running server.",
    mixinStandardHelpOptions = true)
final class TokenRevokeCommand implements Runnable {
  @ParentCommand private TokenCommand parent;

  @Parameters(paramLabel = "ID", description = "as `spoor token list` prints it")
  private String id;

  @Option(names = "--json", description = "print {id, revoked}")
  private boolean json;

  @Override
  public void run() {
    if (!parent.tokens().revoke(id)) {
      throw BadInput.of("ID", "must be the id of a token; `spoor token list` prints them")
          .got(Shape.of(id));
    }
    if (json) {
      parent
          .terminal()
          .print(JsonObject.builder().put("id", id).put("revoked", true).build().write());
    } else {
      parent.terminal().progress("revoked " + id);
    }
  }
}
