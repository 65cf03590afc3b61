package dev.spoor.remote;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is, and what lets this process in.
 *
 * @param url its address without a slash at the end
 * @param token of the user; null when it asks none. It is shown nowhere
 */
public record RemoteAddress(URI url, @Nullable String token) {
  /** The page of a run. */
  public String pageOf(String runId) {
    return url + "/runs/" + runId;
  }

  Map<String, String> headers() {
    return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
