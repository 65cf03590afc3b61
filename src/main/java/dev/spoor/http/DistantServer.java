package dev.spoor.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A server elsewhere, which may be away, busy, or say no. Thread-safe; connects when first asked.
 */
public final class DistantServer {
  private static final Set<Integer> PASSING = Set.of(408, 429, 502, 503, 504);
  private static final long MOST_BYTES = 64L << 20;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final URI base;
  private final Map<String, String> headers;
  private final Duration patience;
  private final InstantSource clock;
  private final HttpClient client;

  /**
   * Asks nothing yet.
   *
   * @param base its address, to which paths are appended
   * @param headers sent with every request, for example who asks
   * @param patience the most that a whole request may take
   * @param clock tells how far away a time is until which the server asks to wait
   */
  public DistantServer(
      URI base, Map<String, String> headers, Duration patience, InstantSource clock) {
    this(
        base,
        headers,
        patience,
        clock,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());
  }

  private DistantServer(
      URI base,
      Map<String, String> headers,
      Duration patience,
      InstantSource clock,
      HttpClient client) {
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.patience = patience;
    this.clock = clock;
    this.client = client;
  }

  /** The same server over the same connections, asked with other headers and other patience. */
  public DistantServer with(Map<String, String> otherHeaders, Duration otherPatience) {
    return new DistantServer(base, otherHeaders, otherPatience, clock, client);
  }

  /**
   * What became of a request.
   *
   * @param status of the answer; 0 when nobody answered
   * @param body of the answer; where nobody answered, why
   * @param pause how long the server asks to wait before the next request; zero when it says
   *     nothing
   */
  public record Reply(int status, String body, Duration pause) {
    /** Whether the server did what it was asked. */
    public boolean done() {
      return status >= 200 && status < 300;
    }

    /** Whether the same request may be answered otherwise later. */
    public boolean passing() {
      return status == 0 || PASSING.contains(status);
    }
  }

  /** Reads. */
  public Reply get(String pathAndQuery) throws InterruptedException {
    return send(request(pathAndQuery).GET().build());
  }

  /**
   * Sends a body.
   *
   * @param more headers of this request alone, {@code Content-Type} among them
   */
  public Reply post(String path, Map<String, String> more, byte[] body)
      throws InterruptedException {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    more.forEach(request::setHeader);
    return send(request.build());
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + pathAndQuery))
            .timeout(patience);
    headers.forEach(request::setHeader);
    return request;
  }

  private Reply send(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, head -> new BoundedText(MOST_BYTES));
    try {
      // The request's own timeout ends with the headers of the answer.
      HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), response.body(), pause(response));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return nobody("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return nobody(why(e));
    }
  }

  /** In words where the JDK has none but the exception's name. */
  private static String why(ExecutionException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "no host has that name";
      } else if (cause instanceof ClosedChannelException) {
        return "nobody listens there";
      }
    }
    return String.valueOf(failure.getCause());
  }

  private static Reply nobody(String why) {
    return new Reply(0, why, Duration.ZERO);
  }

  /** RFC 9110, section 10.2.3: seconds, or a date. */
  private Duration pause(HttpResponse<?> response) {
    String after = response.headers().firstValue("Retry-After").orElse("0").strip();
    if (SECONDS.matcher(after).matches()) {
      return Duration.ofSeconds(Long.parseLong(after));
    }
    try {
      Instant until = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration pause = Duration.between(clock.instant(), until);
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
