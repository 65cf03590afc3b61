package dev.spoor.ingest;

import dev.spoor.model.Run;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import dev.spoor.store.SpanReader;
import dev.spoor.store.SpanWriter;
import dev.spoor.store.TotalsScan;
import java.util.List;
import java.util.Map;

/**
 * Counts the totals of a store from its spans. Others may write meanwhile: spans are read in one
 * state of the store, and only what is wrong in that state is corrected.
 */
public final class TotalsRecount {
  private final SpanReader reader;
  private final SpanWriter writer;

  /** Counts in a store. */
  public TotalsRecount(SpanReader reader, SpanWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** How many sums do not fit the spans; reads every span. */
  public int wrong() {
    return recounted().difference.cells().size();
  }

  /**
   * Corrects the sums that do not fit the spans; reads every span.
   *
   * @return how many it corrected
   */
  public int repair() {
    while (true) {
      Recount recount = recounted();
      Map<TotalsCell, Sums> wrong = recount.difference.cells();
      if ((wrong.isEmpty() && recount.corrections > 0)
          || writer.write(session -> session.correct(wrong, recount.corrections))) {
        return wrong.size();
      }
      // Another process corrected the totals since they were read.
    }
  }

  /** Counts what an earlier version stored, unless that is done; then it reads next to nothing. */
  public void countOnce() {
    if (reader.corrections() == 0) {
      repair();
    }
  }

  private Recount recounted() {
    Recount recount = new Recount();
    reader.scan(recount);
    return recount;
  }

  private static final class Recount implements TotalsScan {
    private TotalsDifference difference = new TotalsDifference();
    private long corrections;

    @Override
    public void begin(long correctionsSoFar) {
      difference = new TotalsDifference();
      corrections = correctionsSoFar;
    }

    @Override
    public void run(Run run, List<SpanOutline> spans) {
      RunTree tree = new RunTree(spans, run.rootSpanId());
      RunShare share = new RunShare();
      spans.forEach(span -> share.add(span, tree));
      share.book(run, difference);
    }

    @Override
    public void cell(TotalsCell cell, Sums sums) {
      difference.subtract(cell, sums);
    }
  }
}
