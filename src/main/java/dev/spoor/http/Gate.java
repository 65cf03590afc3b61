package dev.spoor.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other people's pages out. A page that a browser on this machine shows can send requests
 * here, and a name that its owner points to this machine can make them look like ours.
 */
final class Gate extends Handler.Wrapper {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

  private final Set<String> allowedHosts;

  Gate(Set<String> allowedHosts, Handler behind) {
    super(behind);
    this.allowedHosts = allowedHosts;
  }

  @Override
  public boolean handle(
      Request request, org.eclipse.jetty.server.Response response, Callback callback)
      throws Exception {
    Optional<Response> refusal = refusal(host(request), request.getMethod(), request.getHeaders());
    if (refusal.isPresent()) {
      ResponseWriter.send(refusal.get(), request, response, callback);
      return true;
    }
    ResponseWriter.addStandardHeaders(response.getHeaders());
    return super.handle(request, response, callback);
  }

  /** HTTP/2 says it in a field of its own (RFC 9113, section 8.3.1). */
  private static @Nullable String host(Request request) {
    boolean second = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    return second ? request.getHttpURI().getAuthority() : request.getHeaders().get(HttpHeader.HOST);
  }

  private Optional<Response> refusal(@Nullable String host, String method, HttpFields headers) {
    if (host == null || !isOurs(host)) {
      return refused(
          421, "this server answers to loopback names and to the hosts that its settings allow");
    }
    String site = headers.get("Sec-Fetch-Site");
    String origin = headers.get(HttpHeader.ORIGIN);
    boolean fromOurPage = "same-origin".equals(site);
    if (origin != null && !isOurs(origin, host) && !(origin.equals("null") && fromOurPage)) {
      return refused(403, "Origin must be this server's own");
    }
    if (site == null || fromOurPage || site.equals("none") || isOpenedAsPage(method, headers)) {
      return Optional.empty();
    }
    return refused(403, "pages of other sites may link here, and nothing more");
  }

  private boolean isOurs(String authority) {
    try {
      String name = new HostPort(authority).getHost().toLowerCase(Locale.ROOT);
      return LOOPBACK.matcher(name).matches() || allowedHosts.contains(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isOurs(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  /** A link that was followed: the page opens in a tab of its own, out of reach of the other. */
  private static boolean isOpenedAsPage(String method, HttpFields headers) {
    return (method.equals("GET") || method.equals("HEAD"))
        && is("navigate", headers.get("Sec-Fetch-Mode"))
        && is("document", headers.get("Sec-Fetch-Dest"));
  }

  private static boolean is(String expected, @Nullable String value) {
    return expected.equals(value);
  }

  private static Optional<Response> refused(int status, String detail) {
    return Optional.of(Response.problem(status, detail));
  }
}
