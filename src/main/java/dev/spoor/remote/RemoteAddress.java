package dev.spoor.remote;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is, and what lets this process in.
 *
 * @param url its address without a slash at the end
 * @param token of the user; null when it asks none. It is shown nowhere
 */
public record RemoteAddress(URI url, @Nullable String token) {
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /** The page of a run. */
  public String pageOf(String runId) {
    return url + "/runs/" + runId;
  }

  /** Whether it names this machine, by its looks. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(String.valueOf(url.getHost())).matches();
  }

  Map<String, String> headers() {
    return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
