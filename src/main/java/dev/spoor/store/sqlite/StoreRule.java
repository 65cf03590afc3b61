package dev.spoor.store.sqlite;

import dev.spoor.model.Flag;
import dev.spoor.store.upkeep.Flaw.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold between the rows of a store.
 *
 * @param kind what it concerns
 * @param message what is wrong where it does not hold
 * @param select the places where it does not hold: a key for the repair, the trace id and the span
 *     id, null where there is none
 * @param repairs what puts one place in order, in this order; each takes the key as {@code ?1} and
 *     does nothing where all is well by now
 */
record StoreRule(Kind kind, String message, String select, List<String> repairs) {
  private static final List<String> INDEX_AGAIN =
      List.of("INSERT INTO search_again VALUES (?1) ON CONFLICT DO NOTHING");

  StoreRule {
    repairs = List.copyOf(repairs);
  }

  /** All of them, in the order in which they are to be repaired. */
  static List<StoreRule> all() {
    List<StoreRule> rules = new ArrayList<>();
    rules.add(spansOfNoRun());
    rules.add(payloadsOfNoSpan());
    for (String table :
        List.of(
            "run_tag",
            "run_model",
            "flag",
            "score",
            "run_alias",
            "run_turn",
            "span_alias",
            "span_call",
            "run_passed",
            "run_to_pass")) {
      rules.add(ofNoRun(table));
    }
    for (String table : List.of("span_alias", "span_call")) {
      rules.add(namesNoSpan(table));
    }
    rules.add(idOfTwoRuns());
    rules.add(underAlias());
    WordSweep.COLUMNS.forEach(column -> rules.add(missingWord(column)));
    rules.add(missingModels());
    rules.add(foreignModels());
    rules.add(startsOf("run_model"));
    rules.add(tags());
    rules.add(startsOf("run_tag"));
    rules.add(flagged());
    rules.add(indexedAndGone());
    rules.add(notIndexed());
    return rules;
  }

  /** Sizes that are not those of the payloads; only where the payloads are sound. */
  static StoreRule sizes(PayloadRows.Side side) {
    String bytes = side.word() + "_bytes";
    String ofSpan = side == PayloadRows.Side.INPUT ? "2 * s.id" : "2 * s.id + 1";
    return new StoreRule(
        Kind.SIZE,
        "the size of its " + side.word() + " is wrong",
        """
        SELECT p.id, r.trace_id, s.span_id FROM span s
        JOIN payload p ON p.id = %s JOIN run r ON r.id = s.run WHERE s.%s <> p.raw_bytes"""
            .formatted(ofSpan, bytes),
        List.of(
            "UPDATE span SET %s = (SELECT raw_bytes FROM payload WHERE id = ?1) WHERE id = ?1 / 2"
                .formatted(bytes)));
  }

  /** Payloads that spans have and that are not there. */
  static StoreRule missingPayloads(PayloadRows.Side side) {
    String ofSpan = side == PayloadRows.Side.INPUT ? "2 * s.id" : "2 * s.id + 1";
    return new StoreRule(
        Kind.PAYLOAD,
        "its " + side.word() + " is missing",
        """
        SELECT %1$s, r.trace_id, s.span_id FROM span s JOIN run r ON r.id = s.run
        WHERE s.%2$s_bytes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payload WHERE id = %1$s)"""
            .formatted(ofSpan, side.word()),
        List.of());
  }

  private static StoreRule spansOfNoRun() {
    return new StoreRule(
        Kind.ORPHAN,
        "belongs to no run",
        """
        SELECT s.id, NULL, s.span_id FROM span s
        WHERE NOT EXISTS (SELECT 1 FROM run WHERE id = s.run)""",
        List.of(
            "DELETE FROM span WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM run WHERE id = span.run)"));
  }

  private static StoreRule payloadsOfNoSpan() {
    String claimed =
        """
        SELECT 1 FROM span WHERE id = payload.id / 2
        AND iif(payload.id % 2, output_bytes, input_bytes) IS NOT NULL""";
    return new StoreRule(
        Kind.ORPHAN,
        "a payload belongs to no span",
        "SELECT id, NULL, NULL FROM payload WHERE NOT EXISTS (%s)".formatted(claimed),
        List.of("DELETE FROM payload WHERE id = ?1 AND NOT EXISTS (%s)".formatted(claimed)));
  }

  private static StoreRule ofNoRun(String table) {
    return new StoreRule(
        Kind.ORPHAN,
        "a row of " + table + " belongs to no run",
        "SELECT DISTINCT run, NULL, NULL FROM %s t WHERE NOT EXISTS (SELECT 1 FROM run WHERE id = t.run)"
            .formatted(table),
        List.of(
            "DELETE FROM %s WHERE run = ?1 AND NOT EXISTS (SELECT 1 FROM run WHERE id = ?1)"
                .formatted(table)));
  }

  private static StoreRule namesNoSpan(String table) {
    String lost =
        "NOT EXISTS (SELECT 1 FROM span WHERE run = %1$s.run AND span_id = %1$s.span)"
            .formatted(table);
    return new StoreRule(
        Kind.ORPHAN,
        "a row of " + table + " names a span that is not there",
        """
        SELECT DISTINCT r.id, r.trace_id, %1$s.span FROM %1$s JOIN run r ON r.id = %1$s.run
        WHERE %2$s"""
            .formatted(table, lost),
        List.of("DELETE FROM %s WHERE run = ?1 AND %s".formatted(table, lost)));
  }

  private static StoreRule idOfTwoRuns() {
    String stored = "SELECT 1 FROM run WHERE trace_id = run_alias.trace_id AND id <> run_alias.run";
    return new StoreRule(
        Kind.ORPHAN,
        "another run has one of its ids",
        """
        SELECT r.id, r.trace_id, NULL FROM run_alias JOIN run r ON r.id = run_alias.run
        WHERE EXISTS (%s)"""
            .formatted(stored),
        List.of("DELETE FROM run_alias WHERE run = ?1 AND EXISTS (%s)".formatted(stored)));
  }

  private static StoreRule underAlias() {
    String alias =
        "SELECT a.span FROM span_alias a WHERE a.run = span.run AND a.span_id = span.parent";
    return new StoreRule(
        Kind.DERIVED,
        "hangs under another name of a span",
        """
        SELECT span.id, r.trace_id, span.span_id FROM span JOIN run r ON r.id = span.run
        WHERE EXISTS (%s)"""
            .formatted(alias),
        List.of(
            "UPDATE span SET parent = (%1$s) WHERE id = ?1 AND EXISTS (%1$s)".formatted(alias)));
  }

  private static StoreRule missingWord(String column) {
    return new StoreRule(
        Kind.MISSING,
        "its " + column + " is a word that is missing",
        """
        SELECT s.%1$s, max(r.trace_id), max(s.span_id) FROM span s JOIN run r ON r.id = s.run
        WHERE s.%1$s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM word WHERE id = s.%1$s)
        GROUP BY s.%1$s"""
            .formatted(column),
        List.of("INSERT OR IGNORE INTO word (id, text) VALUES (?1, '(lost word ' || ?1 || ')')"));
  }

  private static StoreRule missingModels() {
    return new StoreRule(
        Kind.DERIVED,
        "a model of its spans is not listed",
        """
        SELECT DISTINCT r.id, r.trace_id, NULL FROM span s JOIN run r ON r.id = s.run
        WHERE s.model IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM run_model WHERE run = s.run AND model = s.model)""",
        List.of(
            """
            INSERT OR IGNORE INTO run_model
            SELECT DISTINCT r.id, s.model, r.started_at, r.trace_id
            FROM run r JOIN span s ON s.run = r.id WHERE r.id = ?1 AND s.model IS NOT NULL"""));
  }

  private static StoreRule foreignModels() {
    String used = "SELECT 1 FROM span WHERE run = m.run AND model = m.model";
    return new StoreRule(
        Kind.DERIVED,
        "a model is listed that none of its spans has",
        """
        SELECT DISTINCT r.id, r.trace_id, NULL FROM run_model m JOIN run r ON r.id = m.run
        WHERE NOT EXISTS (%s)"""
            .formatted(used),
        List.of("DELETE FROM run_model AS m WHERE run = ?1 AND NOT EXISTS (%s)".formatted(used)));
  }

  private static StoreRule startsOf(String table) {
    return new StoreRule(
        Kind.DERIVED,
        "its start in " + table + " is another",
        """
        SELECT DISTINCT r.id, r.trace_id, NULL FROM %s t JOIN run r ON r.id = t.run
        WHERE t.started_at <> r.started_at OR t.trace_id <> r.trace_id"""
            .formatted(table),
        List.of(
            """
            UPDATE %s SET (started_at, trace_id) = (SELECT started_at, trace_id FROM run WHERE id = ?1)
            WHERE run = ?1"""
                .formatted(table)));
  }

  /** Tags that JSON in UTF-8 can carry, which is all but the oddest. */
  private static StoreRule tags() {
    return new StoreRule(
        Kind.DERIVED,
        "its tags are not listed as they are",
        """
        SELECT r.id, r.trace_id, NULL FROM run r
        WHERE typeof(r.tags) <> 'blob'
          AND (SELECT count(DISTINCT value) FROM json_each(coalesce(r.tags, '[]')))
            <> (SELECT count(*) FROM run_tag WHERE run = r.id)""",
        List.of(
            "DELETE FROM run_tag WHERE run = ?1",
            """
            INSERT OR IGNORE INTO run_tag (run, tag, started_at, trace_id)
            SELECT r.id, t.value, r.started_at, r.trace_id
            FROM run r, json_each(coalesce(r.tags, '[]')) t WHERE r.id = ?1"""));
  }

  private static StoreRule flagged() {
    String open =
        "EXISTS (SELECT 1 FROM flag WHERE run = r.id AND state <> %d)"
            .formatted(Codes.FLAG_STATE.code(Flag.State.DISMISSED));
    return new StoreRule(
        Kind.DERIVED,
        "whether it has a flag is noted wrongly",
        "SELECT r.id, r.trace_id, NULL FROM run r WHERE r.flagged <> %s".formatted(open),
        List.of("UPDATE run AS r SET flagged = %s WHERE id = ?1".formatted(open)));
  }

  private static StoreRule indexedAndGone() {
    return new StoreRule(
        Kind.SEARCH,
        "the search index holds what is not there",
        """
        SELECT d.id, NULL, NULL FROM span_text_docsize d
        WHERE NOT EXISTS (SELECT 1 FROM search_again WHERE document = d.id)
          AND NOT EXISTS (SELECT 1 FROM span WHERE id = d.id & 0xFFFFFFFF AND run = d.id >> 32)
          AND NOT (d.id & 0xFFFFFFFF = 0 AND EXISTS (SELECT 1 FROM run WHERE id = d.id >> 32))""",
        INDEX_AGAIN);
  }

  /** Of spans whose name surely has a word. */
  private static StoreRule notIndexed() {
    return new StoreRule(
        Kind.SEARCH,
        "is not in the search index",
        """
        SELECT s.run << 32 | s.id, r.trace_id, s.span_id
        FROM span s JOIN run r ON r.id = s.run JOIN word w ON w.id = s.name
        WHERE s.id <= (SELECT span FROM search_mark) AND w.text GLOB '*[A-Za-z0-9]*'
          AND NOT EXISTS (SELECT 1 FROM span_text_docsize WHERE id = s.run << 32 | s.id)
          AND NOT EXISTS (SELECT 1 FROM search_again WHERE document = s.run << 32 | s.id)""",
        INDEX_AGAIN);
  }
}
