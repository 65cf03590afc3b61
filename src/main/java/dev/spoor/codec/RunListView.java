package dev.spoor.codec;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Run;
import java.util.List;
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
    return JsonObject.builder()
        .put("traces", JsonArray.of(runs, run -> RunView.json(run, null)))
        .putOrNull("nextCursor", nextCursor == null ? null : new JsonString(nextCursor))
        .build();
  }
}
