package dev.spoor.cli;

import dev.spoor.cli.Terminal.Style;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.store.upkeep.StoreSpace;
import dev.spoor.store.upkeep.StoreSpace.Part;
import dev.spoor.store.upkeep.StoreSpace.Payloads;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor db stats}. */
@Command(
    name = "stats",
    description = "What takes the space: tables, indexes, inputs and outputs, and what was saved.",
    mixinStandardHelpOptions = true)
final class DbStatsCommand implements Runnable {
  private static final int MOST_PARTS = 12;
  private static final int BAR_WIDTH = 30;

  @ParentCommand private DbCommand db;

  @Option(names = "--json", description = "print {path, bytes, tables, payloads, ...}")
  private boolean json;

  @Override
  public void run() {
    StoreSpace space = db.upkeep().space();
    if (json) {
      db.terminal().print(json(space).write());
    } else {
      print(space);
    }
  }

  private void print(StoreSpace space) {
    heading(space.path() + ", schema " + space.schema());
    line("file", space.bytes(), space.bytes(), "");
    line("log", space.logBytes(), space.bytes(), "");
    line("free", space.freeBytes(), space.bytes(), "");
    db.terminal()
        .print(
            String.format(
                Locale.ROOT,
                "  %,d runs, %,d spans, from %s to %s",
                space.runs(),
                space.spans(),
                day(space.oldest()),
                day(space.newest())));
    heading("Tables and indexes");
    List<Part> first = space.parts().stream().limit(MOST_PARTS).toList();
    first.forEach(part -> line(name(part), part.bytes(), space.bytes(), ""));
    long others = space.parts().stream().skip(MOST_PARTS).mapToLong(Part::bytes).sum();
    if (others > 0) {
      line((space.parts().size() - MOST_PARTS) + " more", others, space.bytes(), "");
    }
    heading("Inputs and outputs: plain, then stored");
    Payloads all = space.allPayloads();
    space.payloads().forEach(some -> line(some, all.plainBytes()));
    line(all, all.plainBytes());
    if (all.storedBytes() > 0) {
      db.terminal()
          .print(
              String.format(
                  Locale.ROOT,
                  "  %.1f times smaller than plain, %s saved",
                  (double) all.plainBytes() / all.storedBytes(),
                  Words.ofBytes(all.plainBytes() - all.storedBytes())));
    }
    heading("How they are stored");
    space.encodings().forEach(some -> line(some, all.plainBytes()));
  }

  private void heading(String text) {
    db.terminal().print(db.terminal().styled(Style.BOLD, Terminal.safe(text, 200)));
  }

  private static String day(@Nullable Instant time) {
    return time == null ? "-" : time.toString().substring(0, 10);
  }

  private static String name(Part part) {
    return part.isIndex() ? part.name() + " (index of " + part.table() + ")" : part.name();
  }

  private void line(Payloads some, long most) {
    line(
        some.what(),
        some.plainBytes(),
        most,
        String.format(Locale.ROOT, "%10s  %,9d", Words.ofBytes(some.storedBytes()), some.count()));
  }

  private void line(String name, long bytes, long most, String more) {
    db.terminal()
        .print(
            String.format(
                    Locale.ROOT,
                    "  %-44s %10s  %s  %s",
                    Terminal.safe(name, 43),
                    Words.ofBytes(bytes),
                    more,
                    db.terminal().bar(most == 0 ? 0 : (double) bytes / most, BAR_WIDTH))
                .stripTrailing());
  }

  private static JsonObject json(StoreSpace space) {
    Payloads all = space.allPayloads();
    return JsonObject.builder()
        .put("path", new JsonString(space.path()))
        .put("store_id", new JsonString(space.storeId()))
        .put("schema", space.schema())
        .put("bytes", space.bytes())
        .put("log_bytes", space.logBytes())
        .put("free_bytes", space.freeBytes())
        .put("runs", space.runs())
        .put("spans", space.spans())
        .put("oldest", time(space.oldest()))
        .put("newest", time(space.newest()))
        .put("tables", JsonArray.of(space.parts(), DbStatsCommand::json))
        .put("payloads", JsonArray.of(space.payloads(), some -> json("kind", some)))
        .put("encodings", JsonArray.of(space.encodings(), some -> json("encoding", some)))
        .put("plain_bytes", all.plainBytes())
        .put("stored_bytes", all.storedBytes())
        .build();
  }

  private static @Nullable JsonString time(@Nullable Instant time) {
    return time == null ? null : new JsonString(time.toString());
  }

  private static JsonObject json(Part part) {
    return JsonObject.builder()
        .put("name", new JsonString(part.name()))
        .put("table", new JsonString(part.table()))
        .put("bytes", part.bytes())
        .build();
  }

  private static JsonObject json(String name, Payloads some) {
    return JsonObject.builder()
        .put(name, new JsonString(some.what()))
        .put("count", some.count())
        .put("plain_bytes", some.plainBytes())
        .put("stored_bytes", some.storedBytes())
        .build();
  }
}
