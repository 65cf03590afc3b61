package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.store.Store;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers spawned at the same moment over a home that does not exist yet, as clients do. */
class SpawnedTwiceIT {
  @TempDir private Path homes;

  private final ExecutorService clients = Executors.newFixedThreadPool(2);

  @Test
  void spawnedTwice_fiveTimes_shareOnePortAndOneFile() throws Exception {
    spawn(5);
  }

  @Test
  @Tag("long")
  void spawnedTwice_fiftyTimes_shareOnePortAndOneFile() throws Exception {
    spawn(50);
  }

  private void spawn(int times) throws Exception {
    try {
      for (int round = 0; round < times; round++) {
        Path home = homes.resolve("home" + round);
        twoOver(new SpoorProcess(Files.createDirectory(home)));
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private void twoOver(SpoorProcess spoor) throws Exception {
    String port = Integer.toString(freePort());
    CyclicBarrier bothServed = new CyclicBarrier(2);
    List<Future<String>> links =
        clients.invokeAll(
            List.of(
                () -> record(spoor, port, "one", bothServed),
                () -> record(spoor, port, "other", bothServed)));
    assertEquals(Set.of(port), ports(links));
    assertUnlocked(spoor);
    try (Store store = spoor.open()) {
      List<Run> runs = store.reader().runs(RunFilter.ALL, null, 10).runs();
      assertEquals(Set.of("one", "other"), new HashSet<>(runs.stream().map(Run::name).toList()));
      runs.forEach(run -> assertEquals("ok", run.status().word()));
    }
    try (ServerSocket again = new ServerSocket(Integer.parseInt(port))) {
      assertTrue(again.isBound(), "the port is free again");
    }
  }

  private static void assertUnlocked(SpoorProcess spoor) throws IOException {
    Path lock = Path.of(spoor.database() + ".lock");
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock own = channel.tryLock()) {
      assertNotNull(own, "somebody still holds the lock");
    }
  }

  /** Records a run while the other server lives too; returns its link. */
  private static String record(
      SpoorProcess spoor, String port, String name, CyclicBarrier bothServed) throws Exception {
    ProcessBuilder command = spoor.command("mcp");
    command.environment().put("SPOOR_PORT", port);
    try (RawMcpClient client = RawMcpClient.start(command).initialized("2025-11-25")) {
      JsonObject started =
          client.called("start_trace", RawMcpClient.object("{'name':'%s'}".formatted(name)));
      client.called("add_span", RawMcpClient.object("{'name':'step','kind':'tool'}"));
      client.called("end_trace", RawMcpClient.object("{'status':'ok'}"));
      bothServed.await(60, TimeUnit.SECONDS);
      client.finish();
      assertEquals("", client.diagnostics());
      return String.valueOf(started.text("url"));
    }
  }

  /** The ports of the links; what failed, with the reason of each. */
  private static Set<String> ports(List<Future<String>> links) throws InterruptedException {
    Set<String> ports = new HashSet<>();
    AssertionError failure = new AssertionError("not both recorded");
    for (Future<String> link : links) {
      try {
        ports.add(Integer.toString(URI.create(link.get()).getPort()));
      } catch (ExecutionException e) {
        failure.addSuppressed(e.getCause());
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
    return ports;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
