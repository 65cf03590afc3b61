package dev.spoor.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.remote.Spool.Contents;
import dev.spoor.remote.Spool.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final RemoteAddress ADDRESS =
      new RemoteAddress(URI.create("http://spoor.example:4319"), "spoor_secret");

  @TempDir private Path home;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> taken(Spool spool) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (Optional<Waiting> next = spool.oldest(); next.isPresent(); next = spool.oldest()) {
      bodies.add(next.get().path() + " " + new String(next.get().body(), StandardCharsets.UTF_8));
      spool.remove(next.get());
    }
    return bodies;
  }

  @Test
  void writes_ofSeveralProcesses_keepTheirOrderAlsoWhenAClockGoesBack() throws Exception {
    Spool one = new Spool(home, ADDRESS);
    Spool other = new Spool(home, ADDRESS);
    assertTrue(one.isEmpty());
    assertEquals(1, one.put("/a", bytes("1\n\u00e9"), NOON));
    assertEquals(2, other.put("/b", bytes("2"), NOON));
    assertEquals(3, one.put("/c", bytes("3"), NOON.minusSeconds(9)));
    assertEquals(List.of("/a 1\n\u00e9", "/b 2", "/c 3"), taken(other));
    assertTrue(one.isEmpty());
  }

  @Test
  void writes_forOneServer_areNotForAnother() throws Exception {
    new Spool(home, ADDRESS).put("/a", bytes("1"), NOON);
    RemoteAddress other = new RemoteAddress(URI.create("http://spoor.example:4320"), null);
    assertTrue(new Spool(home, other).isEmpty());
  }

  @Test
  void put_beyondTheBounds_isRefusedAndLeavesNothing() throws Exception {
    Spool few = new Spool(home, ADDRESS, 2, 100);
    few.put("/a", bytes("1"), NOON);
    assertThrows(IOException.class, () -> few.put("/b", new byte[100], NOON));
    few.put("/b", bytes("2"), NOON);
    assertThrows(IOException.class, () -> few.put("/c", bytes("3"), NOON));
    few.setAside(few.oldest().orElseThrow(), "no");
    assertThrows(IOException.class, () -> few.put("/c", bytes("3"), NOON));
    assertEquals(List.of("/b 2"), taken(few));
  }

  @Test
  void setAside_keepsTheWriteAndTheReason() throws Exception {
    Spool spool = new Spool(home, ADDRESS);
    spool.put("/a", bytes("1"), NOON);
    spool.put("/b", bytes("2"), NOON);
    spool.setAside(spool.oldest().orElseThrow(), "refuses it");
    Contents contents = spool.contents();
    assertEquals(1, contents.waiting());
    assertEquals(1, contents.refused());
    try (var files = Files.list(spool.refusedFolder())) {
      assertEquals("/a\n1\nrefuses it\n", Files.readString(files.findFirst().orElseThrow()));
    }
    assertEquals(List.of("/b 2"), taken(spool));
  }

  @Test
  void halfWrittenAndStrangeFiles_areNoWrites() throws Exception {
    Spool spool = new Spool(home, ADDRESS);
    spool.put("/a", bytes("1"), NOON);
    Path half = Files.writeString(spool.folder().resolve("new123.part"), "/b\n2");
    Files.writeString(spool.folder().resolve("notes.write"), "mine");
    spool.put("/c", bytes("3"), NOON);
    assertFalse(Files.exists(half));
    assertEquals(List.of("/a 1", "/c 3"), taken(spool));
  }

  @Test
  void delivery_isOneProcesssAtATime() throws Exception {
    Spool spool = new Spool(home, ADDRESS);
    try (FileChannel claimed = spool.claim().orElseThrow()) {
      assertTrue(claimed.isOpen());
      assertEquals(Optional.empty(), new Spool(home, ADDRESS).claim());
    }
    assertTrue(spool.claim().isPresent());
  }

  @Test
  void address_neverShowsItsToken() {
    assertFalse(ADDRESS.toString().contains("secret"));
    assertFalse(new Spool(home, ADDRESS).folder().toString().contains("secret"));
  }
}
