package dev.spoor.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in.
 *
 * @param method in capitals; {@code GET} also for a {@code HEAD} request
 * @param path as it was sent, still percent-encoded
 * @param pathVariables the values of the template's variables, decoded
 * @param query the values of each parameter in the order they were sent, decoded
 * @param headers by lower-case name; values of a repeated header are joined with a comma
 * @param body after decompression; empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a request is read once and never compared
public record Request(
    String method,
    String path,
    Map<String, String> pathVariables,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {
  /** Copies the maps. */
  public Request {
    pathVariables = Map.copyOf(pathVariables);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** The same request with another body. */
  public Request withBody(byte[] other) {
    return new Request(method, path, pathVariables, query, headers, other);
  }

  /** The value of a variable of the route's template. */
  public String pathVariable(String name) {
    String value = pathVariables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route's template has no {" + name + "}");
    }
    return value;
  }

  /** The first value of a parameter; null when it was not sent, or sent empty. */
  public @Nullable String queryValue(String name) {
    String value = queryValues(name).stream().findFirst().orElse("");
    return value.isEmpty() ? null : value;
  }

  /** All values of a parameter; empty when it was not sent. */
  public List<String> queryValues(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** A header, whatever the case of its name; null when it was not sent. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }
}
