package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.Upkeep;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db}. */
@Command(
    name = "db",
    description = "Look after the store: what it holds, whether it is sound, copies, erasing.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DbStatsCommand.class,
      DbCheckCommand.class,
      DbBackupCommand.class,
      DbRestoreCommand.class,
      DbPruneCommand.class,
      DbEraseCommand.class,
      DbMigrateCommand.class,
      DbTrainCommand.class
    })
final class DbCommand implements Runnable {
  @ParentCommand private Cli cli;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(cli.terminal().out());
  }

  Cli cli() {
    return cli;
  }

  Terminal terminal() {
    return cli.terminal();
  }

  Upkeep upkeep() {
    return new Upkeep(cli.settings(), App.systemClock(), new ProgressLine(cli.terminal()));
  }
}
