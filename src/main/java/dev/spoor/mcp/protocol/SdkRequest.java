package dev.spoor.mcp.protocol;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request as the SDK wants it: it takes no other spelling of what a client accepts. */
final class SdkRequest extends HttpServletRequestWrapper {
  private final Consumer<AsyncContext> streams;

  /**
   * A request.
   *
   * @param streams hears when the answer becomes a stream
   */
  SdkRequest(HttpServletRequest http, Consumer<AsyncContext> streams) {
    super(http);
    this.streams = streams;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.toLowerCase(Locale.ROOT).equals("accept")
        ? "application/json, text/event-stream"
        : super.getHeader(name);
  }

  @Override
  public AsyncContext startAsync() {
    AsyncContext context = super.startAsync();
    streams.accept(context);
    return context;
  }
}
