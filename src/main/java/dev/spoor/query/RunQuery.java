package dev.spoor.query;

import dev.spoor.model.BadInput;
import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SearchPage;
import dev.spoor.model.Shape;
import dev.spoor.model.Silence;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanRow;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds runs and their spans. Thread-safe. */
public final class RunQuery {
  private static final int SHORTEST_PREFIX = 6;
  private static final int MOST_CANDIDATES = 10;
  private static final int RUNS_A_PAGE = 200;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,32}");

  private final SpanReader reader;
  private final InstantSource clock;

  /**
   * Reads from a store.
   *
   * @param clock tells which open runs nobody has heard of for long; they are given up wherever
   *     they are read
   */
  public RunQuery(SpanReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * The run a reader means: by trace id, run id, or an unambiguous beginning of either, at least 6
   * digits long. An unknown, too short or ambiguous one is {@link BadInput} on {@code trace_id},
   * the last with the candidates.
   */
  public TraceId resolve(String idOrPrefix) {
    String text = idOrPrefix.toLowerCase(Locale.ROOT);
    int digits =
        text.startsWith(TraceId.RUN_ID_PREFIX)
            ? text.length() - TraceId.RUN_ID_PREFIX.length()
            : text.length();
    if (!(HEX.matcher(text).matches() || TraceId.isRunIdPrefix(text)) || digits < SHORTEST_PREFIX) {
      throw BadInput.of(
              "trace_id", "must be a trace id, a run id, or the first 6 or more digits of either")
          .got(Shape.of(idOrPrefix))
          .example("\"trace_id\": \"run_1c5qy8c36v\"");
    }
    List<TraceId> found = reader.resolve(text, MOST_CANDIDATES + 1);
    if (found.isEmpty()) {
      throw unknown();
    }
    if (found.size() > 1) {
      throw BadInput.of("trace_id", "must name one run, and this prefix fits " + candidates(found))
          .example("\"trace_id\": \"" + found.get(0).runId() + "\"");
    }
    return found.get(0);
  }

  /**
   * The models that answered in any run, those of the newest runs first.
   *
   * @param limit the most to return
   */
  public List<String> models(int limit) {
    return reader.models(limit);
  }

  /**
   * The runs whose trace id or run id begins so, the newest first; none when no id does.
   *
   * @param text may be empty, or no more than {@code run_}: then every run does
   * @param limit the most to return
   */
  public List<TraceId> beginningWith(String text, int limit) {
    String beginning = text.toLowerCase(Locale.ROOT);
    return reader.resolve(TraceId.RUN_ID_PREFIX.startsWith(beginning) ? "" : beginning, limit);
  }

  private static String candidates(List<TraceId> found) {
    String listed =
        String.join(", ", found.stream().limit(MOST_CANDIDATES).map(TraceId::runId).toList());
    return found.size() > MOST_CANDIDATES ? listed + " and more" : listed;
  }

  /**
   * The stored run a writer means: by its full trace id or run id. A prefix, or an unknown id, is
   * {@link BadInput} on {@code trace_id}.
   */
  public TraceId stored(String fullId) {
    String text = fullId.toLowerCase(Locale.ROOT);
    boolean full =
        TraceId.parse(text).isPresent() || (TraceId.isRunIdPrefix(text) && text.length() == 14);
    if (!full) {
      throw BadInput.of("trace_id", "must be a full trace id or run id where something is written")
          .got(Shape.of(fullId))
          .example("\"trace_id\": \"0af7651916cd43dd8448eb211c80319c\"");
    }
    return resolve(text);
  }

  /** The run; an unknown one is {@link BadInput} on {@code trace_id}. */
  public Run run(TraceId traceId) {
    return find(traceId).orElseThrow(RunQuery::unknown);
  }

  /** The run; empty when it is not stored. */
  public Optional<Run> find(TraceId traceId) {
    return reader.run(traceId).map(run -> Silence.applied(run, Silence.before(clock.instant())));
  }

  /**
   * Runs and all that were started below their spans, each parent before its children and children
   * by start.
   *
   * @param tops the runs to begin with; they come first
   * @param most how many runs to return, {@code tops} among them; what is further away is left out
   */
  public List<Run> withChildren(List<Run> tops, int most) {
    Map<TraceId, Run> family = new LinkedHashMap<>();
    tops.forEach(run -> family.put(run.traceId(), run));
    Deque<Run> parents = new ArrayDeque<>(tops);
    while (!parents.isEmpty() && family.size() < most) {
      for (Run child : startedBy(parents.remove().traceId(), most)) {
        if (family.size() < most && family.putIfAbsent(child.traceId(), child) == null) {
          parents.add(child);
        }
      }
    }
    return List.copyOf(family.values());
  }

  /**
   * The runs that were started below a run's spans, by start.
   *
   * @param most how many; of more than that, the newest
   */
  public List<Run> startedBy(TraceId parent, int most) {
    List<Run> started =
        new ArrayList<>(list(RunFilter.builder().parent(parent).build(), null, most).runs());
    Collections.reverse(started);
    return List.copyOf(started);
  }

  /** A page of runs, newest first. */
  public RunPage list(RunFilter filter, @Nullable RunCursor after, int limit) {
    Instant silentBefore = Silence.before(clock.instant());
    RunPage page = reader.runs(filter, silentBefore, after, limit);
    return new RunPage(
        page.runs().stream().map(run -> Silence.applied(run, silentBefore)).toList(),
        page.next(),
        page.total(),
        page.totalIsExact());
  }

  /** The run, if it is one of those that a filter finds. */
  public Optional<Run> find(TraceId traceId, RunFilter filter) {
    Optional<Run> run = find(traceId);
    if (run.isEmpty()) {
      return run;
    }
    Instant start = run.get().totals().startedAt();
    RunFilter sameStart = filter.startedAt(start);
    RunCursor after = null;
    do {
      RunPage page = list(sameStart, after, RUNS_A_PAGE);
      Optional<Run> found =
          page.runs().stream().filter(each -> each.traceId().equals(traceId)).findFirst();
      if (found.isPresent()) {
        return found;
      }
      after = page.next();
    } while (after != null);
    return Optional.empty();
  }

  /**
   * The spans whose texts hold what is looked for, those of the newest runs first (see {@link
   * SpanReader#search}).
   */
  public SearchPage search(String text, RunFilter filter, @Nullable SearchCursor after, int limit) {
    return reader.search(text, filter, Silence.before(clock.instant()), after, limit);
  }

  /** The same in one run, in order of arrival; nothing in an unknown one. */
  public SearchPage searchRun(
      TraceId traceId, String text, @Nullable SearchCursor after, int limit) {
    return reader.searchRun(traceId, text, after, limit);
  }

  /** The spans of a run by start, without inputs and outputs; empty for an unknown run. */
  public List<Span> spans(TraceId traceId) {
    return reader.spans(traceId, SpanReader.Payloads.SIZES);
  }

  /** The spans of a run by start, inputs and outputs included; empty for an unknown run. */
  public List<Span> wholeSpans(TraceId traceId) {
    return reader.spans(traceId, SpanReader.Payloads.WHOLE);
  }

  /** One span with its payloads; empty when it is not stored. */
  public Optional<Span> findSpan(TraceId traceId, SpanId spanId) {
    return reader.span(traceId, spanId);
  }

  /**
   * The spans of a run as lines of a view that shows all of them, in order of arrival; empty for an
   * unknown run.
   *
   * @param afterRevision only those put since that revision of the run; 0 for all
   */
  public List<SpanRow> rows(TraceId traceId, long afterRevision) {
    return reader.rows(traceId, afterRevision);
  }

  /** One span with its payloads; an unknown one is {@link BadInput} on {@code span_id}. */
  public Span span(TraceId traceId, SpanId spanId) {
    return findSpan(traceId, spanId)
        .orElseThrow(
            () ->
                BadInput.of("span_id", "must name a span of run " + traceId.runId())
                    .example("the ids are in get_trace with view tree"));
  }

  private static BadInput unknown() {
    return BadInput.of("trace_id", "must name a stored run, and there is none with this id")
        .example("list_recent_traces lists the stored runs");
  }
}
