package dev.spoor.capture;

import dev.spoor.codec.hook.HookClient;
import dev.spoor.http.Answer;
import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.model.BadInput;
import java.util.List;

/**
 * {@code POST /hooks/{client}}: well-formed JSON of any event is answered 204 at once, since agents
 * read a body as a decision.
 */
public final class HookRoutes {
  private final HookIntake intake;

  /** Serves hooks to an intake. */
  public HookRoutes(HookIntake intake) {
    this.intake = intake;
  }

  /** The routes; asking for them is how a server begins to take hooks. */
  public List<Route> routes() {
    intake.start();
    return List.of(Route.post("/hooks/{client}", this::take));
  }

  private Answer take(Request request) {
    String word = request.pathVariable("client");
    HookClient client =
        HookClient.parse(word)
            .orElseThrow(() -> new HttpProblem(404, "hooks are of claude-code, cursor or codex"));
    try {
      intake.take(client, request.body());
      return Response.noContent();
    } catch (BadInput mistake) {
      throw new HttpProblem(400, String.valueOf(mistake.getMessage()));
    }
  }
}
