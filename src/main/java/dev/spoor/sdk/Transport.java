package dev.spoor.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** One request to the server, and whether asking again may help. */
final class Transport {
  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
  private static final Pattern REJECTED =
      Pattern.compile("\"rejected(?:Spans|LogRecords)\"\\s*:\\s*\"?(\\d{1,9})\"?");
  private static final int MOST_ANSWER_CHARACTERS = 200;

  private final String url;
  private final String token;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * Connects with the first request.
   *
   * @param token empty for none
   * @param timeout of a whole request
   */
  Transport(String url, String token, Duration timeout) {
    this.url = url;
    this.token = token;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * What became of a request.
   *
   * @param retry whether it may be sent again
   * @param away whether nobody answered at all
   * @param pause how long the server asks to wait
   * @param rejected how many of the records it did not take
   * @param problem in words; empty without one
   */
  record Reply(boolean retry, boolean away, Duration pause, long rejected, String problem) {}

  /** Sends a body that holds so many records. */
  Reply post(String path, String body, long records) throws InterruptedException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(timeout)
              .header("Content-Type", "application/json")
              .header("Content-Encoding", "gzip")
              .POST(HttpRequest.BodyPublishers.ofByteArray(packed(body)));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return reply(
          path, client.send(request.build(), HttpResponse.BodyHandlers.ofString()), records);
    } catch (IOException e) {
      String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Reply(true, true, Duration.ZERO, 0, words);
    }
  }

  private static byte[] packed(String body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length() / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static Reply reply(String path, HttpResponse<String> response, long records) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      Matcher partial = REJECTED.matcher(response.body());
      long rejected = partial.find() ? Long.parseLong(partial.group(1)) : 0;
      String problem = rejected == 0 ? "" : shortened(response.body());
      return new Reply(false, false, Duration.ZERO, Math.min(records, rejected), problem);
    }
    String problem = path + " answered " + status;
    if (RETRYABLE.contains(status)) {
      return new Reply(true, false, pause(response), 0, problem);
    }
    return new Reply(false, false, Duration.ZERO, records, problem);
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), MOST_ANSWER_CHARACTERS));
  }

  private static Duration pause(HttpResponse<String> response) {
    String after = response.headers().firstValue("Retry-After").orElse("0").strip();
    try {
      Duration pause =
          after.matches("\\d{1,9}(\\.\\d{1,9})?")
              ? Duration.ofMillis((long) (Double.parseDouble(after) * 1000))
              : Duration.between(
                  Instant.now(),
                  ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
