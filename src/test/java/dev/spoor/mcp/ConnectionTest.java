package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spoor.codec.RunJson;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final TraceId ONE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  private static final TraceId OTHER = new TraceId("1af7651916cd43dd8448eb211c80319c");

  private final Connection connection = new Connection();

  @Test
  void open_runsThatBeganAndDidNotEnd_oldestFirst() {
    connection.opened(OTHER);
    connection.opened(ONE);
    connection.opened(OTHER);
    assertEquals(List.of(OTHER, ONE), connection.open());
    connection.ended(OTHER);
    assertEquals(List.of(ONE), connection.open());
  }

  @Test
  void lastUnder_isKeptByRunAndParent() {
    connection.wrote(ONE, null, SpanId.of(1));
    connection.wrote(ONE, SpanId.of(1), SpanId.of(2));
    connection.wrote(ONE, null, SpanId.of(3));
    assertEquals(SpanId.of(3), connection.lastUnder(ONE, null));
    assertEquals(SpanId.of(2), connection.lastUnder(ONE, SpanId.of(1)));
    assertNull(connection.lastUnder(OTHER, null));
    assertNull(connection.lastUnder(ONE, SpanId.of(2)));
  }

  @Test
  void lastUnder_rootNamedOrNot_isTheSame() {
    connection.wrote(ONE, RunJson.rootOf(ONE), SpanId.of(1));
    assertEquals(SpanId.of(1), connection.lastUnder(ONE, null));
  }

  @Test
  void wrote_moreThanIsKept_forgetsTheOldest() {
    for (int i = 1; i <= 10_001; i++) {
      connection.wrote(ONE, SpanId.of(i), SpanId.of(i));
    }
    assertNull(connection.lastUnder(ONE, SpanId.of(1)));
    assertEquals(SpanId.of(2), connection.lastUnder(ONE, SpanId.of(2)));
  }
}
