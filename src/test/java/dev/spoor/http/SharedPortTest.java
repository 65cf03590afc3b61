package dev.spoor.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Standing.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedPortTest {
  private static final int PATIENCE_SECONDS = 20;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final BlockingQueue<Standing> told = new LinkedBlockingQueue<>();

  @AfterEach
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void portZero_servesOnFreePort() throws Exception {
    SharedPort port = join(0, "store");
    assertEquals(Role.SERVING, port.standing().role());
    assertNotEquals("http://127.0.0.1:0", port.url());
    assertTrue(healthOf(port).contains("\"store_id\":\"store\""));
  }

  @Test
  void secondOfSameStore_followsTheFirst() throws Exception {
    SharedPort first = join(0, "store");
    SharedPort second = join(portOf(first), "store");
    assertEquals(new Standing(Role.FOLLOWING, first.url(), ""), second.standing());
  }

  @Test
  void follower_takesOverWhenTheHolderEnds() throws Exception {
    SharedPort first = join(0, "store");
    SharedPort second = join(portOf(first), "store");
    try (RawHttp connection = new RawHttp(portOf(first))) {
      connection.exchange(new byte[0], "GET /healthz HTTP/1.1", "Host: localhost");
      told.clear();
      first.close();
    }
    assertEquals(new Standing(Role.SERVING, first.url(), ""), awaitTold());
    assertTrue(healthOf(second).contains("\"store_id\":\"store\""));
  }

  @Test
  void oneOfSeveralFollowers_takesOver_andTheNextAfterIt() throws Exception {
    SharedPort first = join(0, "store");
    SharedPort second = join(portOf(first), "store");
    SharedPort third = join(portOf(first), "store");
    told.clear();
    first.close();
    assertEquals(Role.SERVING, awaitTold().role());
    boolean secondServes = second.standing().role() == Role.SERVING;
    SharedPort successor = secondServes ? second : third;
    SharedPort last = secondServes ? third : second;
    assertEquals(Role.FOLLOWING, last.standing().role());
    successor.close();
    assertEquals(Role.SERVING, awaitTold().role());
    assertEquals(Role.SERVING, last.standing().role());
    assertEquals(first.url(), last.url());
  }

  @Test
  void otherStore_isLeftAlone() throws Exception {
    SharedPort first = join(0, "store");
    SharedPort other = join(portOf(first), "elsewhere");
    assertEquals(Role.APART, other.standing().role());
    assertEquals("is held by spoor 1.2.3 over another store", other.standing().why());
    assertTrue(healthOf(other).contains("\"store_id\":\"elsewhere\""));
    assertTrue(healthOf(first).contains("\"store_id\":\"store\""));
  }

  @Test
  void strangerTalkingNonsense_isLeftAlone() throws Exception {
    int held =
        stranger(socket -> socket.getOutputStream().write("220 mail ready\r\n".getBytes(UTF_8)));
    assertApart(held, "is held by another program, which does not say who it is at /healthz");
  }

  @Test
  void strangerSpeakingHttp_isLeftAlone() throws Exception {
    String page = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    int held = stranger(socket -> socket.getOutputStream().write(page.getBytes(UTF_8)));
    assertApart(held, "is held by another program, which does not say who it is at /healthz");
  }

  @Test
  void strangerTalkingWithoutEnd_isLeftAlone() throws Exception {
    int held =
        stranger(
            socket -> {
              while (true) {
                socket.getOutputStream().write(new byte[1_000]);
              }
            });
    assertApart(held, "is held by another program, which does not say who it is at /healthz");
  }

  @Test
  void silentStranger_isLeftAlone() throws Exception {
    int held =
        stranger(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
    assertApart(held, "is held by another program, which says nothing within 10 s");
  }

  @Test
  void strangerHangingUp_isLeftAlone() throws Exception {
    int held = stranger(Socket::close);
    SharedPort port = join(held, "store");
    assertEquals(Role.APART, port.standing().role());
    assertTrue(port.standing().why().startsWith("cannot be bound ("), port.standing().why());
  }

  @Test
  void follower_movesWhenTheHolderIsNoLongerOurs() throws Exception {
    AtomicReference<String> says =
        new AtomicReference<>(
            "HTTP/1.1 200 OK\r\n\r\n"
                + "{\"product\": \"spoor\", \"version\": \"9\", \"store_id\": \"store\"}");
    int held = stranger(socket -> socket.getOutputStream().write(says.get().getBytes(UTF_8)));
    SharedPort port = join(held, "store");
    assertEquals(Role.FOLLOWING, awaitTold().role());
    says.set("another program now");
    assertEquals(Role.APART, awaitTold().role());
    assertTrue(healthOf(port).contains("\"store_id\":\"store\""));
  }

  @Test
  void follower_staysWhenTheHolderFaltersOnce() throws Exception {
    Semaphore asked = new Semaphore(0);
    String identity =
        "HTTP/1.1 200 OK\r\n\r\n"
            + "{\"product\": \"spoor\", \"version\": \"9\", \"store_id\": \"store\"}";
    AtomicInteger question = new AtomicInteger();
    int held =
        stranger(
            socket -> {
              boolean falters = question.incrementAndGet() == 2;
              String answer = falters ? "one moment" : identity;
              socket.getOutputStream().write(answer.getBytes(UTF_8));
              asked.release();
            });
    SharedPort port = join(held, "store");
    assertTrue(asked.tryAcquire(4, PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(Role.FOLLOWING, port.standing().role());
    assertEquals(Role.FOLLOWING, awaitTold().role());
    assertTrue(told.isEmpty());
  }

  @Test
  void hostOfAnotherMachine_cannotBeJoined() {
    Address elsewhere = new Address("192.0.2.1", 4319);
    assertThrows(
        IOException.class, () -> SharedPort.join(elsewhere, Sites.over("store"), told::add));
  }

  @Test
  void close_endsFollowing() throws Exception {
    SharedPort first = join(0, "store");
    SharedPort second = join(portOf(first), "store");
    second.close();
    second.close();
    first.close();
    SharedPort third = join(portOf(first), "store");
    assertEquals(Role.SERVING, third.standing().role());
  }

  @Test
  void probe_findsNobodyOnFreePort() throws Exception {
    SharedPort port = join(0, "store");
    Address address = new Address("127.0.0.1", portOf(port));
    assertEquals(new Holder.Known(new Identity("spoor", "1.2.3", "store")), PortProbe.ask(address));
    port.close();
    assertEquals(new Holder.Nobody(), PortProbe.ask(address));
  }

  private void assertApart(int held, String why) throws Exception {
    SharedPort port = join(held, "store");
    assertEquals(Role.APART, port.standing().role());
    assertEquals(why, port.standing().why());
    assertFalse(port.url().endsWith(":" + held));
    assertTrue(healthOf(port).contains("\"store_id\":\"store\""));
    assertEquals(port.standing(), awaitTold());
  }

  private SharedPort join(int port, String storeId) throws IOException {
    SharedPort shared =
        SharedPort.join(new Address("127.0.0.1", port), Sites.over(storeId), told::add);
    open.push(shared);
    return shared;
  }

  private Standing awaitTold() throws InterruptedException {
    Standing standing = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertTrue(standing != null, "nothing was told in time");
    return standing;
  }

  private static int portOf(SharedPort port) {
    return URI.create(port.url()).getPort();
  }

  private static String healthOf(SharedPort port) throws IOException {
    return RawHttp.get(portOf(port), "/healthz").text();
  }

  private interface Manner {
    void meet(Socket socket) throws IOException;
  }

  private int stranger(Manner manner) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    open.push(server);
    answerAll(server, manner);
    return server.getLocalPort();
  }

  private static void answerAll(ServerSocket server, Manner manner) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  manner.meet(socket);
                } catch (IOException callerOrServerIsGone) {
                  continue;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
