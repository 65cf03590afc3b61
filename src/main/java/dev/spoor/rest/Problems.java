package dev.spoor.rest;

import dev.spoor.http.Handler;
import dev.spoor.http.HttpProblem;
import dev.spoor.http.Response;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mistakes of the caller as problem documents: field, rule, shape and example beside the words. */
final class Problems {
  private Problems() {}

  /** The handler, whose callers are told what they did wrong. */
  static Handler answering(Handler handler) {
    return request -> {
      try {
        return handler.handle(request);
      } catch (BadInput mistake) {
        return response(400, mistake);
      }
    };
  }

  /** The problem of a mistake. */
  static Response response(int status, BadInput mistake) {
    return Response.problem(status, mistake.getMessage(), members(mistake));
  }

  /** A path that names nothing. */
  static HttpProblem notFound(BadInput mistake) {
    return new HttpProblem(response(404, mistake));
  }

  /** The mistake in one entry of an array. */
  static JsonObject ofEntry(int index, BadInput mistake) {
    JsonObject.Builder error = JsonObject.builder().put("index", index);
    members(mistake).forEach(error::put);
    return error.put("detail", mistake.getMessage()).build();
  }

  private static Map<String, String> members(BadInput mistake) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("field", mistake.field());
    members.put("rule", mistake.rule());
    String shape = mistake.shape();
    if (shape != null) {
      members.put("got", shape);
    }
    String correct = mistake.correct();
    if (correct != null) {
      members.put("example", correct);
    }
    return members;
  }
}
