package dev.spoor.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that wants to be more than text, in every place of the pages that the server writes. */
class HostileTextTest {
  private static final Pattern TAKEN_AS_MARKUP =
      Pattern.compile(
          "<(script|img|svg|iframe|meta|base|style|animate)[^>]*hostile"
              + "|(href|action|src)=\"(?!/runs|/sessions/)[^\"]*hostile");

  @TempDir private Path folder;

  @Test
  void pages_holdHostileTextOnlyEscaped() {
    try (VisitedSite site = VisitedSite.in(folder)) {
      int number = 1;
      for (String text : HostileTexts.ALL) {
        site.record(HostileTexts.everywhere(number++, text));
      }
      for (String text : HostileTexts.ALL) {
        String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (String path :
            new String[] {
              "/runs",
              "/runs?agent=" + query,
              "/runs?status=" + query,
              "/runs?q=x" + query,
              "/sessions/" + query.replace("+", "%20")
            }) {
          HttpResponse<String> page = site.get(path);
          if (page.statusCode() != 303) {
            requireHarmless(path, page.body(), text);
          }
        }
      }
    }
  }

  private static void requireHarmless(String path, String page, String text) {
    if (text.contains("<")) {
      assertFalse(page.contains(text), () -> path + " holds " + text);
    }
    assertFalse(TAKEN_AS_MARKUP.matcher(page).find(), () -> path + " believes " + text);
  }

  @Test
  void everyAnswer_carriesThePolicy() {
    try (VisitedSite site = VisitedSite.in(folder)) {
      site.record(HostileTexts.everywhere(1, "plain"));
      for (String path : new String[] {"/", "/runs", "/runs/run_0000000000", "/runs.json", "/x"}) {
        String policy = site.get(path).headers().firstValue("Content-Security-Policy").orElse("");
        assertEquals(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors"
                + " 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            policy,
            path);
        assertTrue(site.get(path).headers().firstValue("X-Content-Type-Options").isPresent());
      }
    }
  }
}
