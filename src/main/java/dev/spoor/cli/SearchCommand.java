package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.cli.Terminal.Style;
import dev.spoor.codec.SearchView;
import dev.spoor.model.BadInput;
import dev.spoor.model.Excerpt;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SearchPage;
import dev.spoor.model.SpanHit;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor search TEXT}. */
@Command(
    name = "search",
    description = "Find spans by words of their names, arguments, inputs, outputs and errors.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Runnable {
  private static final int MOST_HITS = 1_000;

  @ParentCommand private Cli cli;

  @Parameters(
      paramLabel = "TEXT",
      arity = "1..*",
      description =
          "all words must be in the span; '\"two words\"' follow each other, conn* begins so")
  private List<String> text;

  @Option(names = "--limit", defaultValue = "20", description = "hits, at most 1000 (default: 20)")
  private int limit;

  @Option(names = "--cursor", description = "continue after the page that printed this cursor")
  private @Nullable String cursor;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "only in this run, in its order; the options that choose runs are not looked at")
  private @Nullable String run;

  @Mixin private final RunFilterOptions options = new RunFilterOptions();

  @Option(names = "--json", description = "print {hits, nextCursor}")
  private boolean json;

  @Override
  public void run() {
    if (limit < 1 || limit > MOST_HITS) {
      throw BadInput.of("--limit", "must be from 1 to " + MOST_HITS).got("the number " + limit);
    }
    try (App app = cli.open()) {
      SearchPage page = search(app);
      if (json) {
        cli.terminal().print(SearchView.json(page.hits(), page.next()).write());
      } else {
        print(page);
      }
    }
  }

  /**
   * Goes on until there are enough: a page may hold fewer, and say that words are still missing.
   */
  private SearchPage search(App app) {
    TraceId inRun = run == null ? null : app.runs().resolve(run);
    List<SpanHit> hits = new ArrayList<>();
    SearchCursor after = cursor == null ? null : SearchCursor.parse(cursor);
    while (true) {
      SearchPage page = page(app, inRun, after, limit - hits.size());
      if (page.unindexed() > 0 && hits.isEmpty()) {
        cli.terminal().progress("reading what is new: " + page.unindexed() + " spans to go");
        continue;
      }
      hits.addAll(page.hits());
      after = page.next();
      if (hits.size() == limit || after == null) {
        return new SearchPage(hits, after, page.unindexed());
      }
    }
  }

  private SearchPage page(
      App app, @Nullable TraceId inRun, @Nullable SearchCursor after, int most) {
    String wanted = String.join(" ", text);
    return inRun == null
        ? app.runs().search(wanted, options.filter(null, null, null), after, most)
        : app.runs().searchRun(inRun, wanted, after, most);
  }

  private void print(SearchPage page) {
    page.hits().forEach(this::print);
    cli.terminal().progress(page.hits().size() + (page.hits().size() == 1 ? " hit" : " hits"));
    if (page.next() != null) {
      cli.terminal().progress("more: --cursor " + page.next().text());
    }
  }

  private void print(SpanHit hit) {
    Terminal terminal = cli.terminal();
    terminal.print(
        terminal.styled(Style.BOLD, hit.traceId().runId())
            + "  "
            + hit.startedAt().toString().substring(0, 19).replace('T', ' ')
            + "  "
            + hit.spanId().hex()
            + "  "
            + hit.kind().word()
            + " "
            + Terminal.safe(hit.name(), 40)
            + terminal.styled(Style.DIM, "  in " + Terminal.safe(hit.runName(), 60)));
    hit.excerpts().stream()
        .filter(excerpt -> excerpt.source() != Excerpt.Source.NAME)
        .forEach(excerpt -> terminal.print("  " + line(excerpt)));
  }

  private String line(Excerpt excerpt) {
    StringBuilder line = new StringBuilder();
    line.append(cli.terminal().styled(Style.DIM, excerpt.source().word() + ": "));
    line.append(excerpt.cutBefore() ? "…" : "");
    int at = 0;
    for (Excerpt.Mark mark : excerpt.marks()) {
      if (mark.start() >= at) {
        line.append(shown(excerpt, at, mark.start()));
        line.append(cli.terminal().styled(Style.YELLOW, shown(excerpt, mark.start(), mark.end())));
        at = mark.end();
      }
    }
    return line.append(shown(excerpt, at, excerpt.text().length()))
        .append(excerpt.cutAfter() ? "…" : "")
        .toString();
  }

  private static String shown(Excerpt excerpt, int from, int to) {
    return Terminal.safe(excerpt.text().substring(from, to), Integer.MAX_VALUE);
  }
}
