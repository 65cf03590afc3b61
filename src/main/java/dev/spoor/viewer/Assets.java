package dev.spoor.viewer;

import dev.spoor.http.Request;
import dev.spoor.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scripts and style sheets. Their address holds a hash over all of them, so that a browser may keep
 * them for ever and modules that name each other stay of one version.
 */
final class Assets {
  private static final int VERSION_DIGITS = 12;
  private static final String FOREVER = "public, max-age=31536000, immutable";

  /** All of them; a test holds the list to the folder. */
  static final List<String> NAMES =
      List.of(
          "bars.css",
          "bars.js",
          "colours.js",
          "columns.js",
          "conversation.js",
          "dom.js",
          "drawer.js",
          "empty.css",
          "figures.js",
          "format.js",
          "frame.css",
          "keys.js",
          "kinds.js",
          "live.js",
          "messages.js",
          "overview.css",
          "page.js",
          "painted.js",
          "panel.css",
          "panel.js",
          "parts.css",
          "payload.js",
          "receipt.css",
          "receipt.js",
          "replay.css",
          "replay.js",
          "row.js",
          "rows.css",
          "run.css",
          "run.js",
          "runs.css",
          "runs.js",
          "scale.js",
          "server.js",
          "session.js",
          "spans.js",
          "stage.js",
          "status.js",
          "story.js",
          "theme.js",
          "timeline.js",
          "times.js",
          "tokens.css",
          "tree.js",
          "trouble.js",
          "verdicts.js",
          "view.js",
          "waterfall.css",
          "waterfall.js");

  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private final String version;

  /** Reads all of them. */
  Assets() {
    MessageDigest hash = sha256();
    for (String name : NAMES) {
      byte[] content = read(name);
      contents.put(name, content);
      hash.update(name.getBytes(StandardCharsets.UTF_8));
      hash.update(content);
    }
    version = HexFormat.of().formatHex(hash.digest()).substring(0, VERSION_DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] read(String name) {
    try (InputStream stream = Assets.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where one is, for a page. */
  String url(String name) {
    if (!contents.containsKey(name)) {
      throw new IllegalArgumentException("no such asset: " + name);
    }
    return "/assets/" + version + "/" + name;
  }

  /** Answers {@code /assets/{version}/{name}}. */
  Response handle(Request request) {
    String name = request.pathVariable("name");
    byte[] content = contents.get(name);
    if (content == null) {
      return Response.notFound("there is no asset of this name");
    }
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    Response answer = Response.of(200, type + "; charset=utf-8", content);
    return request.pathVariable("version").equals(version)
        ? answer.withHeader("Cache-Control", FOREVER)
        : answer;
  }
}
