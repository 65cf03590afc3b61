package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.store.Store;
import dev.spoor.store.WriteSession;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import dev.spoor.store.sqlite.PayloadRows.Side;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A random history of runs, and what must be read after it. */
final class PayloadHistory implements AutoCloseable {
  static final long RUNS = 2;
  private static final int LANES = 3;

  /** A payload as the sender knows it. */
  record Key(long run, long span, Side side) {}

  private final Random random;
  private final Path file;

  /** Null for what was pruned. */
  private final Map<Key, @Nullable Payload> expected = new LinkedHashMap<>();

  private final Map<Long, StringBuilder> talks = new TreeMap<>();
  private final Map<Key, Span> spans = new LinkedHashMap<>();
  private final List<Store> stores = new ArrayList<>();
  private long lastSpan;

  PayloadHistory(Path folder, int seed) {
    this.random = new Random(seed);
    this.file = folder.resolve("history" + seed).resolve("spoor.db");
    // Two writers, as two processes have them: what one remembers, the other changes.
    stores.add(SqliteStore.open(file, Durability.NORMAL));
    stores.add(SqliteStore.open(file, Durability.NORMAL));
    for (long run = 1; run <= RUNS; run++) {
      long number = run;
      write(session -> session.put(Runs.run(number)));
    }
  }

  private void write(Consumer<WriteSession> unit) {
    stores
        .get(random.nextInt(stores.size()))
        .writer()
        .write(
            session -> {
              unit.accept(session);
              return true;
            });
  }

  void step() throws SQLException {
    int dice = random.nextInt(100);
    if (dice < 55) {
      modelCall();
    } else if (dice < 75) {
      toolCall();
    } else if (dice < 83) {
      replace();
    } else if (dice < 88) {
      clear();
    } else if (dice < 92) {
      rolledBack();
    } else if (dice < 96) {
      prune();
    } else {
      reopen();
    }
  }

  private long run() {
    return 1 + random.nextInt((int) RUNS);
  }

  private String words(int most) {
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      words.append(Integer.toString(random.nextInt(5_000), 36));
      words.append(random.nextInt(9) == 0 ? "é\n\"" : " ");
    }
    return words.toString();
  }

  private void modelCall() {
    long run = run();
    long lane = random.nextInt(LANES);
    StringBuilder talk =
        talks.computeIfAbsent(run * LANES + lane, key -> new StringBuilder(words(900)));
    if (random.nextInt(40) == 0) {
      talk.setLength(talk.length() / 3); // as after a compaction
    }
    talk.append(words(60));
    String answer = words(40);
    put(run, lane, SpanKind.LLM, Payload.text("[" + talk + "]"), Payload.text(answer));
    talk.append(answer.replace("\n", "\\n").replace("\"", "\\\""));
  }

  private void toolCall() {
    long run = run();
    String output = random.nextInt(4) == 0 ? "the same answer as often before" : words(300);
    put(
        run,
        random.nextInt(LANES),
        SpanKind.TOOL,
        Payload.text(words(9)),
        random.nextInt(9) == 0 ? null : Payload.text(output));
  }

  private void put(long run, long lane, SpanKind kind, Payload input, @Nullable Payload output) {
    long number = ++lastSpan;
    Fields fields =
        Spans.required(number).toBuilder()
            .set(SpanField.KIND, kind)
            .set(SpanField.STATUS, random.nextInt(9) == 0 ? SpanStatus.RUNNING : SpanStatus.OK)
            .set(SpanField.INPUT, input)
            .set(SpanField.OUTPUT, output)
            .build();
    put(
        new Span(
            Runs.id(run),
            SpanId.of(number),
            fields,
            null,
            lane == 0 ? null : SpanId.of(1_000_000 + lane),
            number,
            null,
            0,
            -1,
            -1),
        run);
  }

  private void put(Span span, long run) {
    write(session -> session.put(span));
    expect(span, run, Side.INPUT, span.input());
    expect(span, run, Side.OUTPUT, span.output());
  }

  private void expect(Span span, long run, Side side, @Nullable Payload payload) {
    if (payload != null) {
      Key key = new Key(run, span.sequence(), side);
      expected.put(key, payload);
      spans.put(key, span);
    }
  }

  private @Nullable Key anyKey() {
    List<Key> keys = List.copyOf(expected.keySet());
    return keys.isEmpty() ? null : keys.get(random.nextInt(keys.size()));
  }

  private void replace() {
    Key key = anyKey();
    if (key != null) {
      Span old = spans.get(key);
      Payload before = expected.get(key);
      Payload now =
          switch (random.nextInt(4)) {
            case 0 -> before == null ? Payload.text("again") : before;
            case 1 -> Payload.text(words(600));
            case 2 -> Payload.text((before == null ? "" : before.text()) + words(30));
            default -> Payload.json(new JsonText("[1,2]"));
          };
      put(with(old, key.side(), now), key.run());
    }
  }

  private static Span with(Span old, Side side, Payload now) {
    Fields fields = old.fields().without(SpanField.INPUT).without(SpanField.OUTPUT);
    fields = fields.with(side == Side.INPUT ? SpanField.INPUT : SpanField.OUTPUT, now);
    return withFields(old, fields);
  }

  private static Span withFields(Span old, Fields fields) {
    return new Span(
        old.traceId(), old.spanId(), fields, null, old.lane(), old.sequence(), null, 0, -1, -1);
  }

  private void clear() {
    Key key = anyKey();
    if (key != null) {
      Fields fields =
          spans.get(key).fields().without(SpanField.INPUT).without(SpanField.OUTPUT).toBuilder()
              .clear(key.side() == Side.INPUT ? SpanField.INPUT : SpanField.OUTPUT)
              .build();
      Span span = withFields(spans.get(key), fields);
      write(session -> session.put(span));
      expected.remove(key);
    }
  }

  private void rolledBack() {
    long run = run();
    Span span =
        Spans.span(
            run,
            lastSpan + 1,
            Spans.required(lastSpan + 1).toBuilder()
                .set(SpanField.KIND, SpanKind.LLM)
                .set(SpanField.INPUT, Payload.text(words(2_000)))
                .build());
    assertThrows(
        IllegalStateException.class,
        () ->
            write(
                session -> {
                  session.put(span);
                  throw new IllegalStateException("undone");
                }));
  }

  private void prune() throws SQLException {
    Key key = anyKey();
    if (key != null && expected.get(key) != null) {
      try (SqliteConnection connection = SqliteStore.connect(file, Durability.NORMAL);
          Payloads payloads = new Payloads(connection)) {
        connection.execute("BEGIN IMMEDIATE");
        Long run = new RunTable(connection).row(Runs.id(key.run()));
        payloads.writer().prune(Objects.requireNonNull(run), Set.of(payload(connection, key)));
        connection.execute("COMMIT");
      }
      expected.put(key, null);
    }
  }

  private void reopen() {
    int which = random.nextInt(stores.size());
    stores.get(which).close();
    stores.set(which, SqliteStore.open(file, Durability.NORMAL));
  }

  Path file() {
    return file;
  }

  Map<Key, @Nullable Payload> expected() {
    return expected;
  }

  /** One of the stores, to read what any of them wrote. */
  Store store() {
    return stores.get(0);
  }

  /** The row of a payload in the file. */
  static long payload(SqliteConnection connection, Key key) throws SQLException {
    PreparedStatement select = connection.prepare("SELECT id FROM span WHERE span_id = ?");
    new Parameters(select).spanId(SpanId.of(key.span()));
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return key.side().id(row.getLong(1));
    }
  }

  @Override
  public void close() {
    stores.forEach(Store::close);
  }
}
