package dev.spoor.store;

import dev.spoor.model.FileMark;
import dev.spoor.model.Run;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as a unit of work sees it. Valid only while the unit runs, on the unit's thread.
 * Runs are named by any of their ids, spans that are looked up also by ids that were merged into
 * theirs; what is returned has the ids under which it is stored.
 */
public interface WriteSession {
  /** How many writes changed the run; 0 for an unknown one. */
  long revision(TraceId traceId);

  /**
   * How often something was erased from the store. What was remembered of runs is void when it
   * changed: an erased run may have come back under the same id and revision.
   */
  long erasures();

  /**
   * The run as it is stored, flags and scores included, {@code childrenCost} left out; empty for an
   * unknown one.
   */
  Optional<Run> run(TraceId traceId);

  /**
   * Running runs that were not {@linkplain Run#heardAt heard of} since a time.
   *
   * @param limit the most to return
   */
  List<TraceId> silent(Instant before, int limit);

  /** The id under which the run is stored that has this id; empty for an unknown one. */
  Optional<TraceId> canonical(TraceId traceId);

  /** The run that is this turn, by the id under which it is stored; empty when none is. */
  Optional<TraceId> runOf(TurnKey turn);

  /**
   * The runs of a session in which one of these calls was told, by the ids under which they are
   * stored.
   *
   * @param sessionId their {@code session_id}
   * @param calls {@linkplain RunNames.Call#key keys}
   * @param keyed whether they must be a turn to some program; else they must be none to any
   */
  Set<TraceId> sharing(String sessionId, Collection<String> calls, boolean keyed);

  /** The one of two stored runs that was stored first. */
  TraceId older(TraceId one, TraceId other);

  /** By what names the run is told; none for an unknown run. */
  RunNames names(TraceId traceId);

  /** Every span of the run in order of arrival; empty for an unknown run. */
  List<SpanOutline> outlines(TraceId traceId);

  /** The span without its payloads; empty for an unknown one. */
  Optional<Span> span(TraceId traceId, SpanId spanId);

  /** The span with its payloads; empty for an unknown one. */
  Optional<Span> whole(TraceId traceId, SpanId spanId);

  /**
   * Stores a run's row and its flags over what was there. Its scores and {@code childrenCost} are
   * not looked at. The run must be stored before its first span.
   */
  void put(Run run);

  /**
   * Stores a span over what was there. A payload that {@code fields} do not mention stays as it is
   * stored, one that they clear is removed. Sizes in the span are not looked at.
   */
  void put(Span span);

  /** Stores a score; one with the same id is replaced. Its run must be stored. */
  void put(Score score);

  /** Remembers how far a file was imported; what was known of its path is replaced. */
  void put(FileMark mark);

  /**
   * Adds names to those of a stored run. From then on its spans and scores name spans by the ids
   * under which they are stored, and so do runs that were started below it; what was remembered of
   * those is void by their revision.
   */
  void put(TraceId run, RunNames more);

  /**
   * Puts one stored run into another: its spans, payloads and scores are then of the older one,
   * byte for byte, its names, tags and flags are gone, and so is the younger run. The unit puts
   * away what the younger one added to the totals, and puts the older run and all its names
   * afterwards. Counts as an erasure; the older run's revision is at least that of both, and
   * readers find all its spans changed.
   *
   * @param sequences is added to the places of the younger run's spans in the order of arrival
   * @param dropped spans of the younger run that are not kept: they were merged into others
   */
  void fold(TraceId younger, TraceId older, long sequences, Set<SpanId> dropped);

  /**
   * Removes a span of a stored run, its payloads and the calls that it told of; nothing when there
   * is no such span. The unit puts the span into which it was merged, the run and its names
   * afterwards. Counts as an erasure.
   */
  void drop(TraceId run, SpanId span);

  /**
   * Removes a run with its names, spans, payloads, tags, flags and scores. Runs that were started
   * below its spans stay. What only this run said is gone from the disk after {@link Store#scrub}.
   *
   * @return whether there was such a run
   */
  boolean erase(TraceId traceId);

  /**
   * Takes the bytes of inputs and outputs out and leaves their sizes: a reader then gets no payload
   * and its size. What was stored as their difference is still whole. What is not there, was
   * pruned, or cannot be read is left as it is. The bytes are gone from the disk after {@link
   * Store#scrub}.
   *
   * @return how many bytes less are stored
   */
  long prune(TraceId traceId, Set<KeptPayload.Place> payloads);

  /**
   * Whether something that is to be done once in a while, by one process of all, is due; who is
   * told so does it.
   *
   * @param chore its name
   * @param now remembered as the time when it was done last
   * @param dueBefore it is due when it was done last before then, or never
   */
  boolean claim(String chore, Instant now, Instant dueBefore);

  /**
   * Notes from now on which runs change, so that they can be passed on. Does nothing when that was
   * begun before.
   *
   * @param receiver its address
   * @param all whether runs that were stored before are to be passed on too
   */
  void follow(String receiver, boolean all);

  /** Notes for nobody any more, and forgets how far runs were passed on. */
  void followNobody();

  /**
   * Says how far a run was passed on. When it changed since that revision, it is still to be passed
   * on; an erased one is left alone.
   */
  void passed(String receiver, PassedRun run);

  /**
   * Says how the passing on goes.
   *
   * @param refused how many more spans were not taken, for good
   * @param trouble why nothing arrives; null when it does
   */
  void note(String receiver, long refused, @Nullable String trouble);

  /**
   * Adds to the totals, cell by cell; what others add at the same time is added too. A cell of
   * which nothing is left is gone.
   *
   * @param difference what to add; counts are negative where something is taken back
   */
  void add(Map<TotalsCell, Sums> difference);

  /**
   * Adds the difference that a {@linkplain SpanReader#scan scan} found between the totals and the
   * spans. Since everything that was added in between is in both, it is still the difference;
   * unless another correction came first, and then nothing is added.
   *
   * @param corrections what {@link TotalsScan#begin} was told
   * @return whether it was added
   */
  boolean correct(Map<TotalsCell, Sums> difference, long corrections);

  /** Removes the scores that checks gave the run under names that begin with the prefix. */
  void removeCheckScores(TraceId traceId, String namePrefix);
}
