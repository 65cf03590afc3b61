package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.Setting;
import dev.spoor.app.Settings;
import dev.spoor.app.SettingsReader;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code spoor}. */
@Command(
    name = "spoor",
    description =
        "Every agent run leaves a trace: record, replay and grade what coding agents did.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.VersionLine.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      McpCommand.class,
      ServeCommand.class,
      OpenCommand.class,
      DemoCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      SearchCommand.class,
      ImportCommand.class,
      HookCommand.class,
      ExportCommand.class,
      PricesCommand.class,
      TokenCommand.class,
      DbCommand.class,
      DoctorCommand.class
    })
public final class Cli implements Runnable {
  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final Terminal terminal;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "the database file (default: $SPOOR_DB, else ~/.spoor/spoor.db)",
      scope = ScopeType.INHERIT)
  private @Nullable Path database;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private Cli(Map<String, String> environment, Path workingDirectory, Terminal terminal) {
    this.environment = environment;
    this.workingDirectory = workingDirectory;
    this.terminal = terminal;
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(String[] arguments) {
    Map<String, String> environment = System.getenv();
    Terminal terminal = Terminal.ofProcess();
    return commandLine(new Cli(environment, Path.of("").toAbsolutePath(), terminal))
        .execute(arguments);
  }

  private static CommandLine commandLine(Cli cli) {
    return new CommandLine(cli)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> ExitCode.of(failure, cli.terminal));
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(terminal.out());
    }
  }

  Terminal terminal() {
    return terminal;
  }

  Map<String, String> environment() {
    return environment;
  }

  Path workingDirectory() {
    return workingDirectory;
  }

  Settings settings() {
    return settings(Map.of()).read();
  }

  /**
   * The settings, before they are read.
   *
   * @param options what a command's own options set
   */
  SettingsReader settings(Map<Setting, String> options) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(options);
    if (database != null) {
      all.put(Setting.DB, database.toString());
    }
    return new SettingsReader(environment, workingDirectory, all);
  }

  /** The store of this machine, which is not where a server elsewhere is recorded to. */
  App open() {
    Settings settings = settings();
    if (settings.remote() != null && database == null) {
      terminal.progress(
          "SPOOR_URL is set, so that spoor mcp records to "
              + settings.remote()
              + "; this command works on "
              + settings.database());
    }
    return App.open(settings);
  }

  /** What {@code --version} prints. */
  static final class VersionLine implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"spoor " + Version.text()};
    }
  }
}
