package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Address;
import dev.spoor.http.Standing.Role;
import dev.spoor.model.BadInput;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewingTest {
  private static final TraceId RUN =
      TraceId.parse("0af7651916cd43dd8448eb211c80319c").orElseThrow();

  @TempDir private Path home;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private App app;

  @BeforeEach
  void open() {
    Map<String, String> environment = Map.of("SPOOR_HOME", home.toString());
    app = App.open(new SettingsReader(environment, home).read());
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void url_servesTheRoutesOfThisProcess() throws Exception {
    try (Viewing viewing = Viewings.over(app, at("127.0.0.1", 0))) {
      String url = viewing.url();
      assertTrue(get(url + "/runs.json").contains("\"traces\""));
      assertTrue(get(url + "/healthz").contains(app.storeId()));
      assertEquals(url + "/runs/" + RUN.runId(), viewing.pageOf(RUN));
      assertEquals(List.of(), said);
    }
  }

  @Test
  void secondOverTheStore_linksToTheFirst() {
    try (Viewing first = Viewings.over(app, at("127.0.0.1", 0));
        Viewing second = Viewings.over(app, at("127.0.0.1", portOf(first)))) {
      assertEquals(first.url(), second.url());
      assertEquals(Role.FOLLOWING, second.start().role());
    }
  }

  @Test
  void portOfStranger_isSaidAndLeftAlone() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Viewing viewing = Viewings.over(app, at("127.0.0.1", silent.getLocalPort()), said::add)) {
      String url = viewing.url();
      assertEquals(
          List.of(
              "port %d is held by another program, which says nothing within 10 s; links use %s"
                  .formatted(silent.getLocalPort(), url)),
          said);
    }
  }

  @Test
  void hostThatOthersReach_isRefused() {
    for (String host : List.of("0.0.0.0", "192.0.2.1", "no-such-host.invalid")) {
      try (Viewing viewing = Viewings.over(app, at(host, 0), said::add)) {
        assertThrows(BadInput.class, viewing::start);
        said.clear();
        assertNull(viewing.url());
        assertNull(viewing.pageOf(RUN));
        assertEquals(1, said.size(), "" + said);
        assertTrue(said.get(0).startsWith("no pages are served: SPOOR_HOST must be"), "" + said);
      }
    }
  }

  @Test
  void closed_servesNoMore() {
    Viewing viewing = Viewings.over(app, at("127.0.0.1", 0));
    viewing.close();
    assertNull(viewing.url());
  }

  @Test
  void publicAddress_isAnAllowedHost() {
    Serving serving =
        new Serving(
            new Address("127.0.0.1", 0), 0, 0, Set.of("a"), "https://traces.example:8443", false);
    assertEquals(Set.of("a", "traces.example"), serving.allowedHosts());
  }

  private Serving at(String host, int port) {
    return new Serving(new Address(host, port), 0, 0, Set.of(), null, false);
  }

  private static int portOf(Viewing viewing) {
    return URI.create(String.valueOf(viewing.url())).getPort();
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
