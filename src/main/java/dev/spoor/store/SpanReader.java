package dev.spoor.store;

import dev.spoor.model.FileMark;
import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SearchPage;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanRow;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.TotalsRow;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed. An unknown id gives an empty answer, never an error; returned lists are
 * immutable; each call sees one consistent state and holds nothing open after it returns. Runs are
 * named by any of their ids, and spans also by ids that were merged into theirs; what is returned
 * has the ids under which it is stored.
 */
public interface SpanReader {
  /**
   * The runs a text may mean.
   *
   * @param text a trace id, a run id, or the beginning of either in lower case; every run begins
   *     with nothing
   * @param limit the most to return
   * @return newest start first, each run once, however many of its ids fit
   */
  List<TraceId> resolve(String text, int limit);

  /** The run; empty when there is none. */
  Optional<Run> run(TraceId traceId);

  /**
   * The newest runs first: by start, then by trace id, both descending.
   *
   * <p>Read page by page, every run comes once, whatever arrives or goes in between. Only a run
   * whose start changes in between has another place then: one that moved earlier may come twice
   * and is never missed, one that moved later may be missed. A run that arrives in between comes
   * when its place is still ahead.
   *
   * @param silentBefore a running run that was not {@linkplain Run#heardAt heard of} since then is
   *     found as an abandoned one, and not as running; it is returned as it is stored
   * @param after the last row of the page before; null for the first page
   * @param limit rows a page, from 1
   */
  RunPage runs(RunFilter filter, Instant silentBefore, @Nullable RunCursor after, int limit);

  /** The same by the statuses that are stored. */
  default RunPage runs(RunFilter filter, @Nullable RunCursor after, int limit) {
    return runs(filter, Instant.MIN, after, limit);
  }

  /**
   * The spans in whose name, input, output or error everything is found that a text asks for (see
   * {@link dev.spoor.search.SearchTerms}), those of the newest runs first, and of a run the newest
   * first. Of each text the first 64 Ki characters are searched, of a model's input those of what
   * earlier ones of the run did not have. What changes meanwhile moves nothing: no span comes
   * twice, none that was there is left out.
   *
   * @param text with at least one letter or digit; else {@link dev.spoor.model.BadInput} on {@code
   *     q}
   * @param filter of the runs; its own text is not looked at
   * @param silentBefore as in {@link #runs}
   * @param after the end of the page before; null for the first page
   * @param limit hits a page, from 1; a page may hold fewer, also none, and not be the last
   */
  SearchPage search(
      String text, RunFilter filter, Instant silentBefore, @Nullable SearchCursor after, int limit);

  /** The same in one run, in order of arrival; nothing in an unknown one. */
  SearchPage searchRun(TraceId traceId, String text, @Nullable SearchCursor after, int limit);

  /**
   * The models that answered in any run, those of the newest runs first.
   *
   * @param limit the most to return
   */
  List<String> models(int limit);

  /** The spans of a run by start, equal starts by arrival; empty for an unknown run. */
  List<Span> spans(TraceId traceId, Payloads payloads);

  /**
   * The spans of a run as lines of a view that shows all of them at once, in order of arrival;
   * empty for an unknown run.
   *
   * @param afterRevision only those put by a unit that stored the run with a higher {@linkplain
   *     Run#revision revision}; 0 for all
   */
  List<SpanRow> rows(TraceId traceId, long afterRevision);

  /** One span with its payloads; empty when there is none. */
  Optional<Span> span(TraceId traceId, SpanId spanId);

  /**
   * The oldest runs first: by start, then by trace id.
   *
   * @param after the last of those before; null for the first
   * @param before only runs that started before then
   * @param limit the most to return
   */
  List<RunCursor> oldest(@Nullable RunCursor after, Instant before, int limit);

  /** The inputs and outputs of a run that are there, pruned ones left out. */
  List<KeptPayload> payloads(TraceId traceId);

  /** What the store takes on the disk, without places that are free. */
  long usedBytes();

  /** How far a file was imported; empty for a path that never was. */
  Optional<FileMark> fileMark(String path);

  /**
   * Runs that changed since they were passed on, in the order in which they were first stored; none
   * for a receiver that is not {@linkplain WriteSession#follow followed}.
   *
   * @param receiver its address
   * @param limit the most to return
   */
  List<PassedRun> toPass(String receiver, int limit);

  /** All that are passed on to, by address. */
  List<Receiver> receivers();

  /**
   * What was counted in periods that follow each other, by period and value, nothing for those in
   * which nothing was counted.
   *
   * @param bounds where each period begins and the one before ends, at least two, each later than
   *     the one before, all on whole hours by UTC
   */
  List<TotalsRow> totals(TotalsFilter filter, List<Instant> bounds);

  /**
   * How often the totals were corrected; 0: what an earlier version wrote is not counted yet, and
   * waits for its first {@linkplain WriteSession#correct correction}.
   */
  long corrections();

  /** Shows all that totals are made of, as of one state; writers need not wait for it. */
  void scan(TotalsScan scan);

  /** Whether a read brings inputs and outputs. */
  enum Payloads {
    /** Whole. */
    WHOLE,
    /** Only their sizes. */
    SIZES
  }
}
