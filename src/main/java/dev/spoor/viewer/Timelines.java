package dev.spoor.viewer;

import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.query.RunQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The data of pages with a timeline: the spans of some runs and of those that these started. */
final class Timelines {
  /** The most runs on one timeline. */
  private static final int MOST_RUNS = 300;

  private final RunQuery query;
  private final InstantSource clock;

  Timelines(RunQuery query, InstantSource clock) {
    this.query = query;
    this.clock = clock;
  }

  /**
   * The runs and those below their spans as {@code {"runs": [...]}}, each as {@link SpanColumns}; a
   * request that names in {@code after} the {@code run:revision} pairs of an earlier answer gets
   * only what has changed.
   */
  Response answer(Request request, List<Run> tops) {
    Map<String, Long> known = known(request);
    Instant now = clock.instant();
    StringBuilder json = new StringBuilder("{\"runs\":[");
    for (Run run : query.withChildren(tops, MOST_RUNS)) {
      long after = known.getOrDefault(run.runId(), 0L);
      if (after < run.revision() || run.status() == RunStatus.RUNNING) {
        json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
            .append(SpanColumns.json(run, query.rows(run.traceId(), after), now));
      }
    }
    return Response.json(json.append("]}").toString());
  }

  private static Map<String, Long> known(Request request) {
    Map<String, Long> known = new HashMap<>();
    String after = request.queryValue("after");
    for (String pair : after == null ? new String[0] : after.split(",")) {
      if (!pair.matches("run_\\w{1,10}:\\d{1,18}")) {
        throw new HttpProblem(400, "after must be the revisions of an earlier answer");
      }
      int colon = pair.indexOf(':');
      known.put(pair.substring(0, colon), Long.parseLong(pair.substring(colon + 1)));
    }
    return known;
  }
}
