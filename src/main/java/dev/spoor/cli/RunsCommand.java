package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.cli.Terminal.Style;
import dev.spoor.codec.RunListView;
import dev.spoor.model.BadInput;
import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor runs}. */
@Command(name = "runs", description = "List the newest runs.", mixinStandardHelpOptions = true)
final class RunsCommand implements Runnable {
  private static final int MOST_ROWS = 1_000;

  @ParentCommand private Cli cli;

  @Option(names = "--limit", defaultValue = "50", description = "rows, at most 1000 (default: 50)")
  private int limit;

  @Option(names = "--cursor", description = "continue after the page that printed this cursor")
  private @Nullable String cursor;

  @Mixin private final RunFilterOptions options = new RunFilterOptions();

  @Option(
      names = {"-q", "--query"},
      description = "part of the name, or words that one span holds")
  private @Nullable String query;

  @Option(names = "--flagged", description = "only runs with a flag", arity = "0")
  private @Nullable Boolean flagged;

  @Option(
      names = "--min-cost",
      paramLabel = "USD",
      description = "only runs that cost at least this")
  private @Nullable BigDecimal minCost;

  @Option(names = "--json", description = "print {traces, nextCursor}")
  private boolean json;

  @Override
  public void run() {
    if (limit < 1 || limit > MOST_ROWS) {
      throw BadInput.of("--limit", "must be from 1 to " + MOST_ROWS).got("the number " + limit);
    }
    try (App app = cli.open()) {
      RunPage page =
          app.runs().list(filter(), cursor == null ? null : RunCursor.parse(cursor), limit);
      if (json) {
        cli.terminal()
            .print(
                RunListView.json(page.runs(), page.next() == null ? null : page.next().text())
                    .write());
      } else {
        print(page);
      }
    }
  }

  private RunFilter filter() {
    return options.filter(query, flagged, minCost == null ? null : Usd.of(minCost));
  }

  private void print(RunPage page) {
    page.runs().forEach(run -> cli.terminal().print(row(run)));
    String total = page.totalIsExact() ? "" + page.total() : "more than " + page.total();
    cli.terminal()
        .progress(page.runs().size() + " of " + total + (page.total() == 1 ? " run" : " runs"));
    if (page.next() != null) {
      cli.terminal().progress("next page: --cursor '" + page.next().text() + "'");
    }
  }

  private String row(Run run) {
    String agentName = run.agent();
    return run.runId()
        + "  "
        + run.totals().startedAt().toString().substring(0, 19).replace('T', ' ')
        + "  "
        + cli.terminal()
            .styled(
                RunText.colour(run.status()),
                String.format(Locale.ROOT, "%-9s", run.status().word()))
        + String.format(
            Locale.ROOT,
            "  %9s  %10s  %5d spans  %-14s  ",
            Words.of(run.duration()),
            Words.of(run.totals().cost(), run.totals().costStatus()),
            run.totals().spanCount(),
            agentName == null ? "-" : Terminal.safe(agentName, 14))
        + Terminal.safe(run.name(), 60)
        + flags(run);
  }

  private String flags(Run run) {
    StringBuilder flags = new StringBuilder();
    run.flags().stream()
        .map(flag -> flag.code().name())
        .distinct()
        .forEach(code -> flags.append(' ').append(cli.terminal().styled(Style.YELLOW, "!" + code)));
    return flags.toString();
  }
}
