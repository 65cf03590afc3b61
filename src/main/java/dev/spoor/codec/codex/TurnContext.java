package dev.spoor.codec.codex;

import dev.spoor.json.JsonObject;
import dev.spoor.model.Git;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the turns that follow, as the lines before them say.
 *
 * @param meta of the session, its first line
 * @param turn of the turn, its {@code turn_context}
 */
record TurnContext(JsonObject meta, JsonObject turn) {
  static final TurnContext NONE = new TurnContext(JsonObject.EMPTY, JsonObject.EMPTY);

  TurnContext withMeta(JsonObject said) {
    return new TurnContext(said, turn);
  }

  TurnContext withTurn(JsonObject said) {
    return new TurnContext(meta, said);
  }

  @Nullable String model() {
    return turn.text("model") == null ? meta.text("model") : turn.text("model");
  }

  @Nullable String provider() {
    return meta.text("model_provider");
  }

  @Nullable String directory() {
    return turn.text("cwd") == null ? meta.text("cwd") : turn.text("cwd");
  }

  @Nullable Git git() {
    JsonObject git = meta.object("git");
    Git told = new Git(git.text("repository_url"), git.text("branch"), git.text("commit_hash"));
    return told.equals(new Git(null, null, null)) ? null : told;
  }

  /** What no field of a run holds. */
  JsonObject metadata(@Nullable String turnId) {
    JsonObject.Builder metadata =
        JsonObject.builder()
            .put("turn_id", turnId)
            .put("cwd", directory())
            .put("originator", meta.text("originator"))
            .put("source", meta.get("source"))
            .put("forked_from_id", meta.text("forked_from_id"))
            .put("effort", turn.text("effort"))
            .put("approval_policy", turn.get("approval_policy"))
            .put("sandbox_policy", turn.get("sandbox_policy"));
    return metadata.build();
  }
}
