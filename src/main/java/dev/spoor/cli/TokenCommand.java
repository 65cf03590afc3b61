package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.Tokens;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code spoor token}. */
@Command(
    name = "token",
    description = "Tokens that let programs in, from other machines and where one is required.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand implements Runnable {
  @ParentCommand private Cli cli;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(cli.terminal().out());
  }

  Terminal terminal() {
    return cli.terminal();
  }

  Tokens tokens() {
    return new Tokens(cli.settings().home(), App.random(), App.systemClock());
  }
}
