package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private HttpServer server;
  private String own;

  @BeforeEach
  void serve() throws IOException {
    server =
        HttpServer.start(
            new Address("127.0.0.1", 0),
            Sites.of(
                Route.get("/", request -> Response.text("in")),
                Route.post("/", request -> Response.text("in"))));
    own = "127.0.0.1:" + server.port();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:4319",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.8.9.1",
        "[::1]:4319",
        "traces.example",
        "TRACES.example:443"
      })
  void host_thatIsOurs_isLetIn(String host) throws IOException {
    assertEquals(200, RawHttp.ask(server.port(), "GET / HTTP/1.1", "Host: " + host).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.2:4319",
        "0.0.0.0",
        "traces.example.evil",
        "localhost.",
        "127.0.0.1.nip.io"
      })
  void host_thatIsNotOurs_is421(String host) throws IOException {
    assertEquals(421, RawHttp.ask(server.port(), "GET / HTTP/1.1", "Host: " + host).status());
    assertEquals(
        421, RawHttp.ask(server.port(), "GET /healthz HTTP/1.1", "Host: " + host).status());
  }

  @Test
  void host_thatIsMissingOrTwice_isRefused() throws IOException {
    assertEquals(421, RawHttp.ask(server.port(), "GET / HTTP/1.0").status());
    assertEquals(400, RawHttp.ask(server.port(), "GET / HTTP/1.1").status());
    String[] twice = {"GET / HTTP/1.1", "Host: localhost", "Host: evil.example"};
    assertEquals(400, RawHttp.ask(server.port(), twice).status());
  }

  @Test
  void absoluteTarget_thatContradictsHost_isRefused() throws IOException {
    String[] lines = {"GET http://evil.example/ HTTP/1.1", "Host: localhost"};
    assertEquals(400, RawHttp.ask(server.port(), lines).status());
  }

  @Test
  void origin_thatIsOurs_isLetIn() throws IOException {
    assertEquals(200, status("POST", "Origin: http://" + own));
    assertEquals(200, status("POST", "Origin: http://" + own, "Sec-Fetch-Site: same-origin"));
    assertEquals(200, status("POST", "Origin: null", "Sec-Fetch-Site: same-origin"));
    String[] behindProxy = {
      "POST / HTTP/1.1",
      "Host: traces.example",
      "Origin: https://traces.example",
      "Content-Length: 0"
    };
    assertEquals(200, RawHttp.ask(server.port(), behindProxy).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://localhost:3000",
        "http://127.0.0.1",
        "null",
        "",
        "file://"
      })
  void origin_thatIsNotOurs_is403(String origin) throws IOException {
    assertEquals(403, status("POST", "Origin: " + origin));
    assertEquals(403, status("GET", "Origin: " + origin));
    assertEquals(403, status("OPTIONS", "Origin: " + origin));
  }

  @Test
  void otherSites_mayLinkAndNothingElse() throws IOException {
    for (String site : List.of("cross-site", "same-site")) {
      String from = "Sec-Fetch-Site: " + site;
      String navigates = "Sec-Fetch-Mode: navigate";
      assertEquals(403, status("GET", from));
      assertEquals(403, status("GET", from, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"));
      assertEquals(403, status("GET", from, "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"));
      assertEquals(403, status("GET", from, navigates, "Sec-Fetch-Dest: iframe"));
      assertEquals(403, status("POST", from, navigates, "Sec-Fetch-Dest: document"));
      assertEquals(200, status("GET", from, navigates, "Sec-Fetch-Dest: document"));
    }
  }

  @Test
  void typedAddress_isLetIn() throws IOException {
    assertEquals(200, status("GET", "Sec-Fetch-Site: none"));
  }

  private int status(String method, String... headers) throws IOException {
    List<String> lines = new ArrayList<>(List.of(method + " / HTTP/1.1", "Host: " + own));
    lines.addAll(Arrays.asList(headers));
    lines.add("Content-Length: 0");
    return RawHttp.ask(server.port(), lines.toArray(new String[0])).status();
  }
}
