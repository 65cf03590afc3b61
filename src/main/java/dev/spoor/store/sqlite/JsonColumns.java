package dev.spoor.store.sqlite;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanError;
import dev.spoor.model.Tags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small records that share one column, as JSON; null is null. */
final class JsonColumns {
  private JsonColumns() {}

  static @Nullable JsonText of(@Nullable SpanError error) {
    return error == null
        ? null
        : Json.text(
            JsonObject.builder()
                .put("type", error.type())
                .put("message", error.message())
                .put("stack", error.stack())
                .build());
  }

  static @Nullable SpanError error(@Nullable JsonText json) {
    if (json == null) {
      return null;
    }
    JsonObject error = object(json);
    return new SpanError(error.text("type"), error.text("message"), error.text("stack"));
  }

  static @Nullable JsonText of(@Nullable Git git) {
    return git == null
        ? null
        : Json.text(
            JsonObject.builder()
                .put("repository", git.repository())
                .put("branch", git.branch())
                .put("commit", git.commit())
                .build());
  }

  static @Nullable Git git(@Nullable JsonText json) {
    if (json == null) {
      return null;
    }
    JsonObject git = object(json);
    return new Git(git.text("repository"), git.text("branch"), git.text("commit"));
  }

  static @Nullable JsonText of(@Nullable Tags tags) {
    return tags == null ? null : Json.text(JsonArray.ofTexts(tags.words()));
  }

  static @Nullable Tags tags(@Nullable JsonText json) {
    if (json == null) {
      return null;
    }
    List<String> words = new ArrayList<>();
    if (Json.trusted(json) instanceof JsonArray array) {
      for (JsonValue element : array.elements()) {
        words.add(element instanceof JsonString word ? word.value() : "");
      }
    }
    return new Tags(words);
  }

  private static JsonObject object(JsonText json) {
    return Json.trusted(json) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }
}
