package dev.spoor.cli;

import dev.spoor.app.App;
import dev.spoor.app.PriceFiles;
import dev.spoor.app.Pricing;
import dev.spoor.app.Pricing.Repriced;
import dev.spoor.app.Pricing.Unpriced;
import dev.spoor.cli.Terminal.Style;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.price.PriceBook;
import dev.spoor.price.PriceLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code spoor prices}. */
@Command(
    name = "prices",
    description = {
      "What model calls cost: the date of the price table, models that were called and have no"
          + " price, and the prices of the models whose names hold all of WORD.",
      "Own prices go into prices.json beside the settings; they win over the table. Stored costs"
          + " stay as they are until --reprice, and keep the figure before as cost_detail.previous."
    },
    mixinStandardHelpOptions = true)
final class PricesCommand implements Runnable {
  private static final String ROW = "%-62s %-10s %10s %10s %10s %10s %10s";

  @ParentCommand private Cli cli;

  @Parameters(paramLabel = "WORD", arity = "0..*", description = "parts of provider and model")
  private List<String> words = List.of();

  @Option(
      names = "--update",
      paramLabel = "FILE",
      description = "take this table from now on: data.json of github.com/pydantic/genai-prices")
  private @Nullable Path update;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "when the table of --update was published (default: when FILE last changed)")
  private @Nullable LocalDate date;

  @Option(names = "--bundled", description = "go back to the table that came with the program")
  private boolean bundled;

  @Option(
      names = "--reprice",
      description = "price stored calls anew; the options that choose runs choose which")
  private boolean reprice;

  @Option(names = "--dry-run", description = "only say what --reprice would change")
  private boolean dryRun;

  @Mixin private final RunFilterOptions options = new RunFilterOptions();

  @Option(names = "--json", description = "print {table, date, own, unpriced, prices, repriced}")
  private boolean json;

  @Override
  public void run() {
    PriceFiles files = new PriceFiles(cli.settings().home());
    change(files);
    PriceBook book = files.book();
    Instant now = App.systemClock().instant();
    List<PriceLine> lines =
        words.isEmpty() ? List.of() : book.lines(now).stream().filter(this::isMeant).toList();
    try (App app = cli.open()) {
      Pricing pricing = new Pricing(app);
      Repriced repriced =
          reprice
              ? pricing.reprice(
                  options.filter(null, null, null), dryRun, new ProgressLine(cli.terminal()))
              : null;
      Shown shown = new Shown(book, files, pricing.unpriced(now), lines, repriced);
      if (json) {
        cli.terminal().print(json(shown).write());
      } else {
        print(shown);
      }
    }
  }

  private record Shown(
      PriceBook book,
      PriceFiles files,
      List<Unpriced> unpriced,
      List<PriceLine> lines,
      @Nullable Repriced repriced) {}

  private void change(PriceFiles files) {
    if (update != null) {
      LocalDate before = dateInUse(files);
      LocalDate published = date == null ? lastChanged(update) : date;
      files.update(update, published);
      if (published.isBefore(before)) {
        cli.terminal()
            .progress(
                "this table is of %s, older than the one before, of %s; --bundled goes back to that of the program"
                    .formatted(published, before));
      }
    } else if (date != null) {
      throw BadInput.of("--date", "must go with --update FILE");
    } else if (bundled) {
      files.useBundled();
    }
  }

  /** A table that cannot be read any more is older than any. */
  private static LocalDate dateInUse(PriceFiles files) {
    try {
      return files.book().tableDate();
    } catch (BadInput broken) {
      return LocalDate.MIN;
    }
  }

  private static LocalDate lastChanged(Path file) {
    try {
      return LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
    } catch (IOException e) {
      throw BadInput.of("--update", "must be a readable file (" + e + ")");
    }
  }

  private boolean isMeant(PriceLine line) {
    String name = (line.provider() + "/" + line.model()).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(word -> name.contains(word.toLowerCase(Locale.ROOT)));
  }

  private void print(Shown shown) {
    Terminal terminal = cli.terminal();
    terminal.print("table   " + shown.book().tableName() + ", " + shown.book().tableDate());
    Path own = shown.files().own();
    terminal.print("own     " + own + (Files.exists(own) ? "" : " (none)"));
    if (shown.repriced() != null) {
      terminal.print(
          "%s %,d calls in %,d runs"
              .formatted(
                  dryRun ? "would reprice" : "repriced",
                  shown.repriced().calls(),
                  shown.repriced().runs()));
    }
    if (!shown.unpriced().isEmpty()) {
      terminal.print("");
      terminal.print(terminal.styled(Style.BOLD, "called, and without a price"));
      shown.unpriced().forEach(this::print);
    }
    if (!words.isEmpty()) {
      terminal.print("");
      terminal.print(
          terminal.styled(
              Style.BOLD,
              ROW.formatted(
                  "$ per million tokens",
                  "since",
                  "input",
                  "cached",
                  "write 5m",
                  "write 1h",
                  "output")));
      shown.lines().forEach(this::print);
    }
  }

  private void print(Unpriced model) {
    cli.terminal()
        .print(
            String.format(
                Locale.ROOT,
                "  %-40s %,10d calls %,14d tokens",
                model.model().isEmpty() ? "(no model sent)" : Terminal.safe(model.model(), 60),
                model.calls(),
                model.tokens()));
  }

  private void print(PriceLine line) {
    String provider = line.provider() == null ? "" : line.provider() + "/";
    cli.terminal()
        .print(
            ROW.formatted(
                Terminal.safe(provider + line.model() + tier(line), 60),
                line.validFrom() == null ? "" : line.validFrom(),
                price(line.input()),
                price(line.cachedInput()),
                price(line.cacheWrite()),
                price(line.cacheWriteOneHour()),
                price(line.output())));
  }

  private static String tier(PriceLine line) {
    return line.serviceTier() == null ? "" : " (" + line.serviceTier() + ")";
  }

  private static String price(@Nullable BigDecimal dollars) {
    return dollars == null ? "-" : dollars.toPlainString();
  }

  private JsonObject json(Shown shown) {
    Repriced repriced = shown.repriced();
    return JsonObject.builder()
        .put("table", shown.book().tableName())
        .put("date", shown.book().tableDate().toString())
        .put("own", Files.exists(shown.files().own()) ? shown.files().own().toString() : null)
        .put("unpriced", JsonArray.of(shown.unpriced(), PricesCommand::json))
        .put("prices", JsonArray.of(shown.lines(), PricesCommand::json))
        .put(
            "repriced",
            repriced == null
                ? null
                : JsonObject.builder()
                    .put("dry_run", JsonBoolean.of(dryRun))
                    .put("runs", repriced.runs())
                    .put("calls", repriced.calls())
                    .build())
        .build();
  }

  private static JsonObject json(Unpriced model) {
    return JsonObject.builder()
        .put("model", new JsonString(model.model()))
        .put("calls", model.calls())
        .put("tokens", model.tokens())
        .build();
  }

  private static JsonObject json(PriceLine line) {
    LocalDate from = line.validFrom();
    Long longInput = line.longInputFrom();
    return JsonObject.builder()
        .put("source", line.source())
        .put("provider", line.provider())
        .put("model", line.model())
        .put("service_tier", line.serviceTier())
        .put("valid_from", from == null ? null : from.toString())
        .put("input", number(line.input()))
        .put("cached_input", number(line.cachedInput()))
        .put("cache_write", number(line.cacheWrite()))
        .put("cache_write_1h", number(line.cacheWriteOneHour()))
        .put("output", number(line.output()))
        .put("long_input_from", longInput == null ? null : JsonNumber.of(longInput))
        .build();
  }

  private static @Nullable JsonValue number(@Nullable BigDecimal dollars) {
    return dollars == null ? null : JsonNumber.of(dollars);
  }
}
