package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new user runs first. */
class DemoIT {
  @TempDir private Path home;

  @Test
  void demo_freshDatabase_printsTreesWithCostTokensAndAdvice() {
    SpoorProcess.Ended demo = new SpoorProcess(home).run("demo", "--no-serve");
    assertEquals(0, demo.code(), demo.err());
    assertTrue(demo.out().contains("Fix the flaky checkout test"), demo.out());
    assertTrue(demo.out().contains("LOOP"), demo.out());
    assertTrue(demo.out().contains("├─ llm"), demo.out());
    assertTrue(demo.out().matches("(?s).*\\$0\\.0\\d+.*tokens.*"), demo.out());
    assertTrue(demo.out().contains("\"gate\""), demo.out());
  }
}
