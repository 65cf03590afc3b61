package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SharedPortProcessTest {
  @Test
  void killedHolder_isReplaced_andItsReplacementToo() throws Exception {
    try (PortChild first = PortChild.start(0, "store")) {
      String url = first.next().replace("SERVING ", "");
      int port = URI.create(url).getPort();
      try (PortChild second = PortChild.start(port, "store");
          RawHttp reader = new RawHttp(port)) {
        assertEquals("FOLLOWING " + url, second.next());
        reader.exchange(new byte[0], "GET /healthz HTTP/1.1", "Host: localhost");
        first.kill();
        assertEquals("SERVING " + url, second.next());
        assertEquals(200, RawHttp.get(port, "/healthz").status());
        try (PortChild third = PortChild.start(port, "store")) {
          assertEquals("FOLLOWING " + url, third.next());
          second.close();
          assertEquals("SERVING " + url, third.next());
        }
      }
    }
  }

  @Test
  void processesStartedAtOnce_agreeOnOneHolder() throws Exception {
    int port;
    try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), Sites.of())) {
      port = server.port();
    }
    try (PortChild first = PortChild.start(port, "store");
        PortChild second = PortChild.start(port, "store")) {
      String roles = first.next().split(" ")[0] + " " + second.next().split(" ")[0];
      assertTrue(roles.equals("SERVING FOLLOWING") || roles.equals("FOLLOWING SERVING"), roles);
    }
  }
}
