package dev.spoor.app;

import dev.spoor.http.Identity;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.remote.RemoteAddress;
import dev.spoor.remote.RemoteReply;
import dev.spoor.remote.RemoteServer;
import dev.spoor.remote.Spool;
import dev.spoor.rest.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the doctor finds out about a server elsewhere, and about what waits for it. */
final class RemoteFindings {
  private static final int FORBIDDEN = 403;
  private static final List<Scope> OF_THE_TOOLS =
      List.of(Scope.TRACES_WRITE, Scope.TRACES_READ, Scope.EVALS_RUN);

  private final RemoteAddress address;
  private final Spool spool;

  RemoteFindings(Settings settings, RemoteAddress address) {
    this.address = address;
    this.spool = new Spool(settings.home(), address);
  }

  /** Asks the server, and looks at the spool. */
  List<Finding> find() {
    return List.of(server(), spool());
  }

  private Finding server() {
    String version = RemoteFindings.class.getPackage().getImplementationVersion();
    RemoteServer server = LazyRemote.server(address, version == null ? "unpackaged" : version);
    try {
      // A body that this route does not take: who may call it is asked before.
      RemoteReply reply =
          server.post(
              "/mcp", Map.of("Content-Type", "text/plain"), new byte[0], RemoteServer.SHORT);
      if (reply.outcome() == RemoteReply.Outcome.REFUSED) {
        return Finding.ok("server", who(server) + scopes(""));
      }
      String lacking = reply.status() == FORBIDDEN ? lacking(reply) : "";
      return lacking.isEmpty()
          ? Finding.failure("server", address + " " + reply.why(), fix(reply))
          : Finding.warning(
              "server",
              who(server) + scopes(lacking) + ", and lacks " + lacking,
              "recording needs traces:write, everything else all three: spoor token create there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.failure("server", address + " was not waited for", "");
    }
  }

  private String who(RemoteServer server) throws InterruptedException {
    return server
            .identity()
            .map(Identity::version)
            .map(version -> "spoor " + version)
            .orElse("spoor")
        + " at "
        + address;
  }

  private String scopes(String lacking) {
    return address.token() == null
        ? ", which asks no token"
        : "; the token has "
            + OF_THE_TOOLS.stream()
                .map(Scope::word)
                .filter(word -> !List.of(lacking.split(" ")).contains(word))
                .collect(Collectors.joining(" "));
  }

  private static String lacking(RemoteReply reply) {
    try {
      return Json.read(reply.body()) instanceof JsonObject problem
          ? String.valueOf(problem.text("scope"))
          : "";
    } catch (JsonReadException e) {
      return "";
    }
  }

  private static String fix(RemoteReply reply) {
    return switch (reply.outcome()) {
      case AWAY -> "start it, or correct SPOOR_URL; what is recorded meanwhile is kept here";
      case DENIED ->
          reply.status() == 0
              ? "set SPOOR_URL to a Spoor server"
              : "set SPOOR_TOKEN to a token that spoor token create makes there";
      case REFUSED, DONE -> "set SPOOR_URL to a Spoor server";
    };
  }

  private Finding spool() {
    try {
      Spool.Contents contents = spool.contents();
      if (contents.refused() > 0) {
        return Finding.warning(
            "spool",
            contents.refused() + " writes were refused and lie in " + spool.refusedFolder(),
            "the last line of each says why; remove them when they are of no use");
      }
      return contents.waiting() == 0
          ? Finding.ok("spool", "nothing waits for " + address)
          : Finding.warning(
              "spool",
              contents.waiting() + " writes wait in " + spool.folder(),
              "the next call of a tool of spoor mcp sends them when the server answers");
    } catch (IOException e) {
      return Finding.failure(
          "spool", spool.folder() + " cannot be read (" + e + ")", "let this user read it");
    }
  }
}
