package dev.spoor.store.sqlite;

import dev.spoor.model.Excerpt.Source;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Wtf8;
import dev.spoor.store.sqlite.PayloadRows.Side;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a span is searched, read from its rows. */
final class SpanTexts {
  /**
   * Characters of a text that are searched, from its beginning. Enough for a file or a page that an
   * agent reads; a log of a megabyte would fill the index with numbers.
   */
  static final int MOST_CHARACTERS = 64 * 1024;

  /** Bytes by which a range is widened to whole words. */
  private static final int LONGEST_PART = 64;

  private static final String SELECT =
      """
      SELECT span_id, run, kind, name, tool_name, started_at, error, input_bytes, output_bytes
      FROM span WHERE id = ?""";

  private final SqliteConnection connection;
  private final Words words;
  private final Payloads payloads;

  SpanTexts(SqliteConnection connection, Words words, Payloads payloads) {
    this.connection = connection;
    this.words = words;
    this.payloads = payloads;
  }

  /**
   * A span to be searched.
   *
   * @param run the row of its run
   * @param texts in the order in which they are shown; never empty ones
   */
  record Texts(
      SpanId spanId, long run, SpanKind kind, String name, Instant startedAt, List<Text> texts) {}

  /**
   * One text of a span.
   *
   * @param text as much of it as is searched
   * @param offset where that begins, in bytes
   * @param bytes how long the whole is
   */
  record Text(Source source, String text, long offset, long bytes) {
    static Text of(Source source, String whole) {
      return new Text(source, first(whole), 0, Wtf8.encode(whole).length);
    }
  }

  /** The span's texts; null for an unknown row. */
  @Nullable Texts of(long span) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT);
    select.setLong(1, span);
    try (ResultSet result = select.executeQuery()) {
      return result.next() ? read(span, new Columns(result)) : null;
    }
  }

  private Texts read(long span, Columns row) throws SQLException {
    SpanId spanId = row.spanId();
    long run = row.whole();
    SpanKind kind = row.code(Codes.SPAN_KIND);
    String name = words.someText(row.whole());
    String tool = words.text(row.wholeOrNull());
    Instant startedAt = row.instant();
    SpanError error = JsonColumns.error(row.json());
    Long inputBytes = row.wholeOrNull();
    Long outputBytes = row.wholeOrNull();
    List<Text> texts = new ArrayList<>();
    texts.add(Text.of(Source.NAME, tool == null || tool.equals(name) ? name : name + "\n" + tool));
    if (inputBytes != null) {
      // A model's input repeats the conversation: it is found where it was said first.
      addPayload(texts, Source.INPUT, Side.INPUT.id(span), kind == SpanKind.LLM);
    }
    if (outputBytes != null) {
      addPayload(texts, Source.OUTPUT, Side.OUTPUT.id(span), false);
    }
    if (error != null) {
      texts.add(Text.of(Source.ERROR, text(error)));
    }
    return new Texts(spanId, run, kind, name, startedAt, List.copyOf(texts));
  }

  private void addPayload(List<Text> texts, Source source, long payload, boolean onlyFresh)
      throws SQLException {
    try {
      StoredPayload row = payloads.rows().find(payload);
      byte[] raw = row == null ? null : payloads.bytes(row);
      if (row != null && raw != null && row.form() != Payload.Form.BASE64) {
        ByteRange part = onlyFresh ? wholeWords(PayloadReader.fresh(row), raw) : all(raw);
        String text = Wtf8.decode(Arrays.copyOfRange(raw, part.from(), part.to()));
        if (!text.isEmpty()) {
          texts.add(new Text(source, first(text), part.from(), raw.length));
        }
      }
    } catch (DamagedPayload e) {
      // Reading the span says so; the rest of it can be found all the same.
    }
  }

  private static ByteRange all(byte[] raw) {
    return new ByteRange(0, raw.length);
  }

  /** The range, with the rest of the words that it begins and ends in. */
  private static ByteRange wholeWords(ByteRange range, byte[] raw) {
    int from = range.from();
    int to = range.to();
    while (from > 0 && from < to && isOfWord(raw[from - 1]) && from > range.from() - LONGEST_PART) {
      from--;
    }
    while (to > from && to < raw.length && isOfWord(raw[to]) && to < range.to() + LONGEST_PART) {
      to++;
    }
    while (from > 0 && isInsideCharacter(raw[from])) {
      from--;
    }
    while (to < raw.length && isInsideCharacter(raw[to])) {
      to++;
    }
    return new ByteRange(from, to);
  }

  private static boolean isOfWord(byte letter) {
    return letter < 0 || Character.isLetterOrDigit(letter);
  }

  private static boolean isInsideCharacter(byte letter) {
    return (letter & 0xC0) == 0x80;
  }

  private static String text(SpanError error) {
    return Stream.of(error.type(), error.message(), error.stack())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"));
  }

  private static String first(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int end = Wtf8.startsPair(text, MOST_CHARACTERS - 1) ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
    return text.substring(0, end);
  }
}
