package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {
  @Test
  void withoutDesktop_nothingIsStarted() {
    assertFalse(new Browser("Linux", Map.of("DISPLAY", "")).show("http://127.0.0.1:4319"));
  }

  @Test
  void openerThatIsMissing_isNoError() {
    assertFalse(new Browser("Windows of another kind", Map.of()).show("http://127.0.0.1:4319"));
  }
}
