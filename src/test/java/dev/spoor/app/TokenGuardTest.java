package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Address;
import dev.spoor.model.BadInput;
import dev.spoor.rest.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, over a real server with real files of tokens. */
class TokenGuardTest {
  private static final String MCP =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

  @TempDir private Path home;
  private final HttpClient client = HttpClient.newHttpClient();
  private App app;

  @BeforeEach
  void open() {
    app = App.open(new SettingsReader(Map.of("SPOOR_HOME", home.toString()), home).read());
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void thisMachine_readsAndWrites_withoutToken() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", false)) {
      assertEquals(200, get(viewing, "/api/logs", "").statusCode());
      assertEquals(200, record(viewing, "").statusCode());
      assertEquals(200, post(viewing, "/mcp", MCP, "").statusCode());
    }
  }

  @Test
  void thisMachine_erases_withTheLocalKeyAlone() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", false)) {
      String run = record(viewing, "").body().replaceFirst(".*\"trace_id\":\"(\\w+)\".*", "$1");
      HttpResponse<String> refused = delete(viewing, run, "");
      assertEquals(401, refused.statusCode());
      assertEquals(
          "Bearer realm=\"spoor\"", refused.headers().firstValue("WWW-Authenticate").get());
      assertTrue(refused.body().contains("$SPOOR_HOME/key"), refused.body());
      String writer = secret(Scope.TRACES_WRITE, Scope.TRACES_READ, Scope.EVALS_RUN);
      assertEquals(403, delete(viewing, run, writer).statusCode());
      String key = Files.readString(home.resolve("key")).strip();
      assertEquals(200, delete(viewing, run, key).statusCode());
      assertEquals(404, delete(viewing, run, secret(Scope.ADMIN)).statusCode());
    }
  }

  @Test
  void tokenThatIsSent_counts_alsoWhereNoneIsNeeded() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", false)) {
      HttpResponse<String> refused = get(viewing, "/api/logs", "spoor_" + "0".repeat(36));
      assertEquals(401, refused.statusCode());
      assertTrue(
          refused
              .headers()
              .firstValue("WWW-Authenticate")
              .get()
              .contains("error=\"invalid_token\""));
      assertEquals(403, get(viewing, "/api/logs", secret(Scope.TRACES_WRITE)).statusCode());
    }
  }

  @Test
  void required_asksEverywhere_butForWhoServes() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", true)) {
      for (String path :
          List.of("/", "/runs", "/runs.json", "/api/logs", "/metrics", "/readyz", "/sse")) {
        assertEquals(401, get(viewing, path, "").statusCode(), path);
      }
      assertEquals(401, record(viewing, "").statusCode());
      assertEquals(401, post(viewing, "/mcp", MCP, "").statusCode());
      assertEquals(200, get(viewing, "/healthz", "").statusCode());
      assertEquals(200, get(viewing, "/runs", secret(Scope.TRACES_READ)).statusCode());
    }
  }

  @Test
  void scope_thatIsMissing_isNamed() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", true)) {
      String reader = secret(Scope.TRACES_READ);
      HttpResponse<String> refused = record(viewing, reader);
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("\"scope\":\"traces:write\""), refused.body());
      assertTrue(
          refused
              .headers()
              .firstValue("WWW-Authenticate")
              .get()
              .endsWith("error=\"insufficient_scope\", scope=\"traces:write\""));
      assertEquals(200, record(viewing, secret(Scope.TRACES_WRITE)).statusCode());
      assertEquals(403, get(viewing, "/api/logs", secret(Scope.TRACES_WRITE)).statusCode());
    }
  }

  @Test
  void agentsTools_needAllThatTheyDo() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", true)) {
      String some = secret(Scope.TRACES_READ, Scope.TRACES_WRITE);
      assertEquals(403, post(viewing, "/mcp", MCP, some).statusCode());
      String all = secret(Scope.TRACES_READ, Scope.TRACES_WRITE, Scope.EVALS_RUN);
      assertEquals(200, post(viewing, "/mcp", MCP, all).statusCode());
    }
  }

  @Test
  void admin_isAllScopes() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", true)) {
      String admin = secret(Scope.ADMIN);
      assertEquals(200, record(viewing, admin).statusCode());
      assertEquals(200, get(viewing, "/api/logs", admin).statusCode());
    }
  }

  @Test
  void token_thatWasRevokedOrExpired_letsNobodyIn() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", true)) {
      Tokens.Made made = app.tokens().create("", Set.of(Scope.TRACES_READ), null);
      assertEquals(200, get(viewing, "/api/logs", made.secret()).statusCode());
      app.tokens().revoke(made.token().id());
      assertEquals(401, get(viewing, "/api/logs", made.secret()).statusCode());
      Tokens.Made old = app.tokens().create("", Set.of(Scope.TRACES_READ), Duration.ofSeconds(-1));
      HttpResponse<String> refused = get(viewing, "/api/logs", old.secret());
      assertEquals(401, refused.statusCode());
      assertTrue(refused.body().contains("expired at"), refused.body());
    }
  }

  @Test
  void otherMachines_areServed_onceThereIsAToken() throws Exception {
    try (Viewing viewing = serve("0.0.0.0", false)) {
      BadInput refusal = assertThrows(BadInput.class, viewing::start);
      assertTrue(refusal.getMessage().contains("spoor token create"), refusal.getMessage());
    }
    String reader = secret(Scope.TRACES_READ);
    try (Viewing viewing = serve("0.0.0.0", false)) {
      assertEquals(401, get(viewing, "/runs", "").statusCode());
      assertEquals(200, get(viewing, "/runs", reader).statusCode());
    }
  }

  @Test
  void tokens_thatHaveExpired_openNoPortToOthers() {
    app.tokens().create("", Set.of(Scope.TRACES_READ), Duration.ofSeconds(-1));
    try (Viewing viewing = serve("0.0.0.0", false)) {
      assertThrows(BadInput.class, viewing::start);
    }
  }

  @Test
  void key_isMadeWhenItIsNeeded_andNotBefore() throws Exception {
    try (Viewing viewing = serve("127.0.0.1", false)) {
      get(viewing, "/api/logs", "");
      assertFalse(Files.exists(home.resolve("key")));
      delete(viewing, "run_0000000000", "");
      assertTrue(Files.exists(home.resolve("key")));
    }
  }

  private Viewing serve(String host, boolean tokenRequired) {
    return Viewings.over(
        app, new Serving(new Address(host, 0), 0, 0, Set.of(), null, tokenRequired));
  }

  private String secret(Scope first, Scope... others) {
    return app.tokens().create("", EnumSet.of(first, others), null).secret();
  }

  private HttpResponse<String> get(Viewing viewing, String path, String token) throws Exception {
    return send(viewing, path, token, HttpRequest.newBuilder());
  }

  private HttpResponse<String> record(Viewing viewing, String token) throws Exception {
    return post(viewing, "/api/traces", "{\"name\":\"a\"}", token);
  }

  private HttpResponse<String> post(Viewing viewing, String path, String body, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(body));
    return send(viewing, path, token, request);
  }

  private HttpResponse<String> delete(Viewing viewing, String run, String token) throws Exception {
    return send(viewing, "/api/traces/" + run, token, HttpRequest.newBuilder().DELETE());
  }

  private HttpResponse<String> send(
      Viewing viewing, String path, String token, HttpRequest.Builder request) throws Exception {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    String url = viewing.start().url();
    return client.send(request.uri(URI.create(url + path)).build(), BodyHandlers.ofString());
  }
}
