package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {
  @Test
  void attachment_isSavedUnderItsNameAndNeverShown() {
    Response response = Response.attachment(new byte[] {1}, "naïve \"run\".json");
    assertEquals(
        Map.of(
            "Content-Disposition",
            "attachment; filename=\"na_ve__run_.json\";"
                + " filename*=UTF-8''na%C3%AFve%20%22run%22.json",
            "Content-Security-Policy",
            "default-src 'none'; sandbox"),
        response.headers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "runs", ""})
  void redirect_offThisServer_isRefused(String path) {
    assertThrows(IllegalArgumentException.class, () -> Response.redirect(path));
  }

  @Test
  void redirect_saysWhere() {
    assertEquals("/runs/a", Response.redirect("/runs/a").headers().get("Location"));
  }

  @Test
  void header_thatWouldBreakItsLine_isRefused() {
    Response response = Response.text("a");
    assertThrows(IllegalArgumentException.class, () -> response.withHeader("A", "b\r\nSet: c"));
    assertThrows(IllegalArgumentException.class, () -> Response.redirect("/a\nb"));
  }

  @Test
  void status_outsideItsRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Response.text("a").withStatus(600));
    assertThrows(IllegalArgumentException.class, () -> Response.text("a").withStatus(100));
  }

  @Test
  void problem_escapesLoneSurrogates() {
    String body = new String(Response.notFound("\ud800").body(), StandardCharsets.UTF_8);
    assertEquals(
        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
            + "\"detail\":\"\\ud800\"}",
        body);
  }
}
