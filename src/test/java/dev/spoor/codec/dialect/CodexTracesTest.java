package dev.spoor.codec.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.codec.otlp.OtlpEncoding;
import dev.spoor.codec.otlp.OtlpReader;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.model.SpanDraft;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Codex traces all that it does; what is no work on a turn is left out, and that is said. */
class CodexTracesTest {
  private static final String TURN = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER = "1bf7651916cd43dd8448eb211c80319c";

  private final OtlpDrafts drafts = new OtlpDrafts();

  private OtlpDrafts.Drafted told(String service, String... spans) {
    String json =
        """
        {"resourceSpans":[{"resource":{"attributes":[
        {"key":"telemetry.sdk.language","value":{"stringValue":"rust"}},
        {"key":"service.name","value":{"stringValue":"%s"}}]},
        "scopeSpans":[{"scope":{"name":"%s"},"spans":[%s]}]}]}
        """
            .formatted(service, service, String.join(",", spans));
    List<OtlpSpan> read = new ArrayList<>();
    new OtlpReader(OtlpEncoding.JSON, Instant.EPOCH)
        .spans(json.getBytes(StandardCharsets.UTF_8), read::addAll);
    return drafts.spans(read);
  }

  private static String span(String trace, String id, String name, String... attributes) {
    String told =
        List.of(attributes).stream()
            .map(
                attribute ->
                    "{\"key\":\"%s\",\"value\":{\"stringValue\":\"x\"}}".formatted(attribute))
            .collect(Collectors.joining(","));
    return """
        {"traceId":"%s","spanId":"%s","name":"%s","startTimeUnixNano":"1785585600000000000",\
        "endTimeUnixNano":"1785585601000000000","attributes":[%s]}"""
        .formatted(trace, id, name, told);
  }

  private static List<String> names(OtlpDrafts.Drafted drafted) {
    return drafted.batch().spans().stream()
        .map(SpanDraft::spanId)
        .map(id -> id.hex().substring(15))
        .toList();
  }

  @Test
  void traceThatNamesNoTurn_isLeftOut_andThatIsSaid() {
    OtlpDrafts.Drafted drafted =
        told(
            "codex_exec",
            span(OTHER, "0000000000000001", "fs.read_file"),
            span(OTHER, "0000000000000002", "auth", "thread.id"),
            span(TURN, "0000000000000003", "append_items"),
            span(TURN, "0000000000000004", "run_turn", "turn.id"));
    assertEquals(List.of("3", "4"), names(drafted));
    assertEquals(2, drafted.leftOut().count());
    assertEquals(
        List.of("span 0000000000000001: Codex's own upkeep, which is of no turn"),
        drafted.leftOut().reasons());
  }

  @Test
  void traceThatNamedItsTurnBefore_isKept() {
    told("codex_exec", span(TURN, "0000000000000001", "turn/start", "turn.id"));
    OtlpDrafts.Drafted drafted = told("codex_exec", span(TURN, "0000000000000002", "fs.read_file"));
    assertEquals(List.of("2"), names(drafted));
  }

  @Test
  void traceWithACall_isKept() {
    OtlpDrafts.Drafted drafted =
        told("codex_exec", span(OTHER, "0000000000000001", "call", "codex.usage.total_tokens"));
    assertEquals(List.of("1"), names(drafted));
  }

  @Test
  void tracesOfOtherPrograms_areKept() {
    OtlpDrafts.Drafted drafted = told("shop", span(OTHER, "0000000000000001", "fs.read_file"));
    assertEquals(List.of("1"), names(drafted));
    assertEquals(0, drafted.leftOut().count());
  }
}
