package dev.spoor.ingest;

import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunTotals;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanReader;
import dev.spoor.store.TotalsScan;
import java.util.ArrayList;
import java.util.List;

/** Counts the figures of each run from its spans. */
public final class RunRecount {
  private final SpanReader reader;

  /** Counts in a store. */
  public RunRecount(SpanReader reader) {
    this.reader = reader;
  }

  /**
   * The runs whose figures do not fit their spans, as of one state of the store; reads every span.
   * {@link Ingest#recount} puts one in order.
   */
  public List<TraceId> wrong() {
    List<TraceId> wrong = new ArrayList<>();
    reader.scan(
        new TotalsScan() {
          @Override
          public void begin(long correctionsSoFar) {
            wrong.clear();
          }

          @Override
          public void run(Run run, List<SpanOutline> spans) {
            boolean right =
                spans.isEmpty()
                    ? run.totals().spanCount() == 0
                    : run.totals().equals(counted(run, spans));
            if (!right) {
              wrong.add(run.traceId());
            }
          }

          @Override
          public void cell(TotalsCell cell, Sums sums) {
            // Sums over runs are counted by TotalsRecount.
          }
        });
    return List.copyOf(wrong);
  }

  private static RunTotals counted(Run run, List<SpanOutline> spans) {
    return new RunFigures(spans, run.rootSpanId()).totals(run.fields().has(RunField.ABANDONED_AT));
  }
}
