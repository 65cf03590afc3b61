package dev.spoor.codec;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Run;
import dev.spoor.model.TraceId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of runs as {@code {traces, nextCursor}} (contract, section 3). */
public final class RunListView {
  private RunListView() {}

  /**
   * The page.
   *
   * @param nextCursor null after the last row, and written as null
   */
  public static JsonObject json(List<Run> runs, @Nullable String nextCursor) {
    return json(runs, nextCursor, run -> null);
  }

  /**
   * The page, with links.
   *
   * @param nextCursor null after the last row, and written as null
   * @param pageOf where a run is looked at; null when nothing serves pages
   */
  public static JsonObject json(
      List<Run> runs, @Nullable String nextCursor, Function<TraceId, @Nullable String> pageOf) {
    return JsonObject.builder()
        .put("traces", JsonArray.of(runs, run -> row(run, pageOf.apply(run.traceId()))))
        .putOrNull("nextCursor", nextCursor == null ? null : new JsonString(nextCursor))
        .build();
  }

  /** A run with its trace id under the name that other tools know it by. */
  private static JsonObject row(Run run, @Nullable String url) {
    JsonObject.Builder row = JsonObject.builder().put("id", run.traceId().hex());
    RunView.json(run, url).members().forEach(row::put);
    return row.build();
  }
}
