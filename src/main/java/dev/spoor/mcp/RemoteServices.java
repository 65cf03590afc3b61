package dev.spoor.mcp;

import dev.spoor.ingest.Preparation;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.BadInput;
import dev.spoor.remote.Delivery;
import dev.spoor.remote.RemoteReply;
import dev.spoor.remote.RemoteServer;

/**
 * What tools work with whose store is elsewhere.
 *
 * @param server where it is
 * @param delivery brings writes there
 * @param preparation what is done to a write before it leaves
 */
public record RemoteServices(RemoteServer server, Delivery delivery, Preparation preparation) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** Where people look at what was recorded. */
  Links links() {
    return new RemoteLinks(server.address());
  }

  /**
   * What is wrong with a request that was not done: the caller's mistake, when the server says
   * which argument is wrong, else a {@link RemoteFailure} that says what to do.
   */
  RuntimeException failure(RemoteReply reply) {
    JsonObject problem = json(reply);
    String field = problem.text("field");
    String rule = problem.text("rule");
    if (reply.outcome() == RemoteReply.Outcome.REFUSED && field != null && rule != null) {
      BadInput mistake = BadInput.of(field, rule);
      String got = problem.text("got");
      String example = problem.text("example");
      mistake = got == null ? mistake : mistake.got(got);
      return example == null ? mistake : mistake.example(example);
    }
    return new RemoteFailure(
        "The server at " + server.address() + " " + reply.why() + ". " + wayOut(reply));
  }

  /** What the server said, as JSON; empty when it said none. */
  static JsonObject json(RemoteReply reply) {
    try {
      return Json.read(reply.body()) instanceof JsonObject answer ? answer : JsonObject.EMPTY;
    } catch (JsonReadException e) {
      return JsonObject.EMPTY;
    }
  }

  private static String wayOut(RemoteReply reply) {
    return switch (reply.outcome()) {
      case AWAY ->
          "Is it running, and is SPOOR_URL right? The same call may succeed later; what was"
              + " recorded and not sent yet is kept on this machine and sent then.";
      case DENIED ->
          switch (reply.status()) {
            case UNAUTHORIZED ->
                "Tell your user to set SPOOR_TOKEN to a token that `spoor token create` made there.";
            case FORBIDDEN ->
                "Tell your user to set SPOOR_TOKEN to a token with these scopes, as `spoor token"
                    + " create --name NAME --scope traces:write --scope traces:read --scope"
                    + " evals:run` makes one there.";
            default -> "Tell your user to set SPOOR_URL to a Spoor server that fits this version.";
          };
      case REFUSED, DONE -> "It may be older or newer than this program; `spoor doctor` says more.";
    };
  }
}
