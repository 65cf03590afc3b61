package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpPortTest {
  @TempDir private Path home;
  private final List<String> said = new ArrayList<>();
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
  void freePort_takesOtlpAndNothingElse() throws Exception {
    int free = free();
    try (OtlpPort port = open(free).orElseThrow()) {
      assertEquals(free, port.port());
      assertEquals(200, status(port.port(), "/v1/traces", "POST"));
      assertEquals(405, status(port.port(), "/v1/traces", "GET"));
      assertEquals(404, status(port.port(), "/runs.json", "GET"));
      assertEquals(List.of(), said);
    }
    assertEquals(free, open(free).map(OtlpPortTest::closed).orElse(0));
  }

  @Test
  void sharedPort_takesOtlpBesideThePages() throws Exception {
    Serving serving = new Serving(new Address("127.0.0.1", 0), 0, 0, Set.of(), null, false);
    try (Viewing viewing = Viewings.over(app, serving)) {
      int port = URI.create(String.valueOf(viewing.url())).getPort();
      assertEquals(200, status(port, "/v1/logs", "POST"));
      assertEquals(200, status(port, "/", "POST"));
      assertEquals(200, status(port, "/runs.json", "GET"));
    }
  }

  @Test
  void portThatIsTaken_isLeftAlone_andThatIsSaid() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      assertTrue(open(other.getLocalPort()).isEmpty());
      assertEquals(1, said.size());
      assertTrue(
          said.get(0).startsWith("port " + other.getLocalPort() + " is not free"), said.get(0));
    }
  }

  @Test
  void noPort_isNotServed() {
    assertTrue(open(0).isEmpty());
    assertTrue(open(4319).isEmpty());
    assertEquals(List.of(), said);
  }

  private Optional<OtlpPort> open(int port) {
    Serving serving = new Serving(new Address("127.0.0.1", 4319), port, 0, Set.of(), null, false);
    FaultLog faults = new FaultLog(System.err, new Random(1));
    return OtlpPort.open(serving, "1.2.3", "http://127.0.0.1:7", app, faults, said::add);
  }

  private static int closed(OtlpPort port) {
    try (port) {
      return port.port();
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static int status(int port, String path, String method) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/x-protobuf")
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
