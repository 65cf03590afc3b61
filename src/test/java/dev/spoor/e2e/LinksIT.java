package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links that an agent is given, and the pages behind them. */
class LinksIT {
  @TempDir private Path home;

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject started(RawMcpClient client) {
    return client.called("start_trace", RawMcpClient.object("{'name':'look at me'}"));
  }

  @Test
  void startTrace_givesALinkThatShowsTheRun() throws IOException, InterruptedException {
    try (RawMcpClient client = new SpoorProcess(home).mcp()) {
      String url = started(client).text("url");
      assertNotNull(url);
      HttpResponse<String> page = get(url);
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("look at me"));
      client.finish();
    }
  }

  @Test
  void toolsList_withListen_servesBeforeTheFirstCall() throws IOException, InterruptedException {
    String port = Integer.toString(freePort());
    ProcessBuilder server = new SpoorProcess(home).command("mcp", "--listen");
    server.environment().put("SPOOR_PORT", port);
    try (RawMcpClient client = RawMcpClient.start(server).initialized("2025-11-25")) {
      client.result("tools/list", JsonObject.EMPTY);
      assertEquals(200, get("http://127.0.0.1:" + port + "/runs").statusCode());
      client.finish();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void startTrace_withoutViewer_hasNoLink() {
    try (RawMcpClient client = new SpoorProcess(home).mcp("--no-viewer")) {
      assertNull(started(client).text("url"));
      client.finish();
    }
  }
}
