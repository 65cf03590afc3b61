package dev.spoor.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private static final Redactor ON = new Redactor(RedactionMode.ON);
  private static final String KEY = "sk-" + "ant-api03-" + Example.base62(90);
  private static final String MARK = "[redacted:anthropic-key]";
  private static final String GITHUB = "gh" + "p_" + Example.base62(36);

  @Test
  void text_withoutSecrets_isTheVerySame() {
    String text = "nothing to see: " + "a".repeat(100);

    assertSame(text, ON.text(text).value());
    assertEquals(0, ON.text(text).count());
  }

  @Test
  void text_severalSecrets_areCountedByRule() {
    Redacted<String> redacted = ON.text(KEY + " and " + KEY + ", " + GITHUB);

    assertEquals(MARK + " and " + MARK + ", [redacted:github-token]", redacted.value());
    assertEquals(3, redacted.count());
    assertEquals(Map.of("anthropic-key", 2, "github-token", 1), redacted.byRule());
  }

  @Test
  void off_changesNothing() {
    assertSame(KEY, new Redactor(RedactionMode.OFF).text(KEY).value());
  }

  @Test
  void strict_alsoReplacesWhatNamesAPerson() {
    String mail = "from ada@example.org";

    assertSame(mail, ON.text(mail).value());
    assertEquals("from [redacted:email]", new Redactor(RedactionMode.STRICT).text(mail).value());
  }

  @Test
  void assignment_ofAKnownKey_isNamedAfterTheKey() {
    assertEquals(Map.of("github-token", 1), ON.text("API_TOKEN=\"" + GITHUB + "\"").byRule());
    assertEquals(
        "Authorization: Bearer [redacted:github-token]",
        ON.text("Authorization: Bearer " + GITHUB).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\t", "\\n", "\\\\n", "\\t", "\\u001b", "%3D", "=", "\"", "'", "(", "[31m", "@", "/",
        ":"
      })
  void key_behind_isFound(String before) {
    assertEquals("x" + before + MARK, ON.text("x" + before + KEY).value());
    assertEquals("x" + before + "[redacted:github-token]", ON.text("x" + before + GITHUB).value());
  }

  @Test
  void key_insideOfALongerWord_stays() {
    String inside = "taskhf_" + Example.base62(34);

    assertSame(inside, ON.text(inside).value());
  }

  @Test
  void password_ofAUrl_leavesTheRest() {
    assertEquals(
        "postgres://app:[redacted:url-password]@db:5432/app?ssl=on",
        ON.text("postgres://app:" + "s3cr3t" + "@db:5432/app?ssl=on").value());
    assertEquals(
        "redis://:[redacted:url-password]@cache", ON.text("redis://:" + "pw" + "@cache").value());
  }

  @Test
  void privateKey_inSourceText_endsWithItsLastLine() {
    String key =
        "-----BEGIN PRIVATE"
            + " KEY-----\\n"
            + Example.base62(64)
            + "\\n-----END PRIVATE KEY-----\\n";

    assertEquals(
        "{\"private_key\": \"[redacted:private-key]\\n\", \"id\": 1}",
        ON.text("{\"private_key\": \"" + key + "\", \"id\": 1}").value());
  }

  @Test
  void privateKey_cutShort_isReplacedAsFarAsItGoes() {
    String key =
        "-----BEGIN PRIVATE" + " KEY-----\n" + Example.base62(64) + "\n" + Example.base62(64);

    assertEquals("[redacted:private-key]\n[cut]", ON.text(key + "\n[cut]").value());
  }

  @Test
  void privateKey_onlyItsHeader_stays() {
    String header = "begins with -----BEGIN PRIVATE" + " KEY----- and so on";

    assertSame(header, ON.text(header).value());
  }

  @Test
  void mark_isNoSecret() {
    String marks =
        "password=[redacted:generic-password] token: \"[redacted:jwt]\" https://a:[redacted:url-password]@b";

    assertSame(marks, ON.text(marks).value());
  }

  @Test
  void span_everyTextIsLookedAt() {
    JsonText json = new JsonText("{\"a\":\"" + KEY + "\"}");
    JsonText marked = new JsonText("{\"a\":\"" + MARK + "\"}");
    Fields.Builder sent = Fields.builder().set(SpanField.KIND, SpanKind.TOOL);
    Fields.Builder kept = Fields.builder().set(SpanField.KIND, SpanKind.TOOL);
    for (var field :
        List.of(
            SpanField.NAME,
            SpanField.AGENT,
            SpanField.PROVIDER,
            SpanField.MODEL,
            SpanField.REQUEST_MODEL,
            SpanField.FINISH_REASON,
            SpanField.TOOL_NAME,
            SpanField.TOOL_CALL_ID)) {
      sent.set(field, KEY);
      kept.set(field, MARK);
    }
    for (var field : List.of(SpanField.ATTRIBUTES, SpanField.EVENTS, SpanField.LINKS)) {
      sent.set(field, json);
      kept.set(field, marked);
    }
    sent.set(SpanField.INPUT, Payload.text(KEY)).set(SpanField.OUTPUT, Payload.json(json));
    kept.set(SpanField.INPUT, Payload.text(MARK)).set(SpanField.OUTPUT, Payload.json(marked));
    sent.set(SpanField.ERROR, new SpanError(KEY, KEY, KEY));
    kept.set(SpanField.ERROR, new SpanError(MARK, MARK, MARK));

    Redacted<Fields> redacted = ON.fields(sent.build());

    assertEquals(kept.build(), redacted.value());
    assertEquals(16, redacted.count());
    assertEquals(Map.of("anthropic-key", 16), redacted.byRule());
  }

  @Test
  void run_everyTextIsLookedAt() {
    Fields.Builder sent = Fields.builder();
    Fields.Builder kept = Fields.builder();
    for (var field :
        List.of(
            RunField.AGENT,
            RunField.RUNNER_ID,
            RunField.THREAD_ID,
            RunField.PROJECT,
            RunField.FEATURE,
            RunField.SESSION_ID,
            RunField.USER_ID,
            RunField.ENVIRONMENT,
            RunField.RELEASE,
            RunField.HALT_REASON)) {
      sent.set(field, KEY);
      kept.set(field, MARK);
    }
    sent.set(RunField.TAGS, Tags.of(List.of("a", KEY))).set(RunField.GIT, new Git(KEY, KEY, KEY));
    kept.set(RunField.TAGS, Tags.of(List.of("a", MARK)))
        .set(RunField.GIT, new Git(MARK, MARK, MARK));
    sent.set(RunField.METADATA, new JsonText("[\"" + KEY + "\"]"));
    kept.set(RunField.METADATA, new JsonText("[\"" + MARK + "\"]"));

    assertEquals(kept.build(), ON.fields(sent.build()).value());
  }

  @Test
  void fields_withoutSecrets_areTheVerySame() {
    Fields fields =
        Fields.builder()
            .set(RunField.PARENT_TRACE, new TraceId("0af7651916cd43dd8448eb211c80319c"))
            .set(RunField.TAGS, Tags.of(List.of("a")))
            .set(RunField.GIT, new Git("r", null, "0123456789abcdef0123456789abcdef01234567"))
            .set(RunField.ABANDONED_AT, Instant.EPOCH)
            .clear(RunField.AGENT)
            .build();

    assertSame(fields, ON.fields(fields).value());
  }

  @Test
  void payload_ofBytes_isLookedAtDecoded() {
    byte[] bytes = ("\u00FF\u00FE " + KEY + " \u0080").getBytes(StandardCharsets.ISO_8859_1);
    Payload payload = new Payload(Payload.Form.BASE64, Base64.getEncoder().encodeToString(bytes));

    Redacted<Payload> redacted = ON.payload(payload);

    assertEquals(Payload.Form.BASE64, redacted.value().form());
    assertEquals(
        "\u00FF\u00FE " + MARK + " \u0080",
        new String(
            Base64.getDecoder().decode(redacted.value().text()), StandardCharsets.ISO_8859_1));
  }

  @Test
  void payload_ofBytesThatAreNoBase64_isLookedAtAsItIs() {
    Payload payload = new Payload(Payload.Form.BASE64, "?? " + KEY);

    assertEquals("?? " + MARK, ON.payload(payload).value().text());
  }

  @Test
  void text_ofManyHalfSecrets_isReadThroughToItsLastSecret() {
    String hostile =
        "sk-sk-eyJeyJ.eyJ password token secretsecret api_key ://a:b curl -u authorization: "
            .repeat(10_000);

    Redacted<String> redacted = ON.text(hostile + KEY);

    assertTrue(redacted.value().endsWith(" " + MARK));
    assertSame(redacted.value(), ON.text(redacted.value()).value());
  }

  @Test
  void loneSurrogates_areKept() {
    String text = "\uD800 " + KEY + " \uDC00";

    assertEquals("\uD800 " + MARK + " \uDC00", ON.text(text).value());
  }
}
