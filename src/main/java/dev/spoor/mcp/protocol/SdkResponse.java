package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A response that passes on what the SDK says, but for its errors, which are exceptions of Java,
 * and for what nobody wants any more.
 */
final class SdkResponse extends HttpServletResponseWrapper {
  private static final int LEAST_REFUSAL = 400;

  private final HttpServletResponse response;
  private final BooleanSupplier wanted;
  private final Consumer<String> named;
  private @Nullable PrintWriter writer;

  /**
   * A response.
   *
   * @param wanted whether the client still waits for it
   * @param named hears the name that the SDK gives a new session, before the client does
   */
  SdkResponse(HttpServletResponse response, BooleanSupplier wanted, Consumer<String> named) {
    super(response);
    this.response = response;
    this.wanted = wanted;
    this.named = named;
  }

  boolean isRefusal() {
    return getStatus() >= LEAST_REFUSAL && !isCommitted();
  }

  /** Answers with an error of JSON-RPC instead of the SDK's. */
  void refuse(JsonObject error) throws IOException {
    response.setContentType("application/json");
    response.getOutputStream().write(error.write().getBytes(StandardCharsets.UTF_8));
  }

  /** Lets the client know that a stream is open before there is anything to say. */
  void begin() {
    try {
      flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void sendError(int status) {
    setStatus(status);
  }

  @Override
  public void sendError(int status, String message) {
    setStatus(status);
  }

  /** JSON and events are UTF-8 in any case, and clients compare the type. */
  @Override
  public void setCharacterEncoding(@Nullable String encoding) {}

  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase(HttpTransport.SESSION)) {
      named.accept(value);
    }
    // What the SDK says of the connection is for the server to say.
    if (!name.equalsIgnoreCase("Connection")) {
      super.setHeader(name, value);
    }
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
      writer = new PrintWriter(new Sieve(out));
    }
    return writer;
  }

  private boolean passes() {
    return getStatus() < LEAST_REFUSAL && wanted.getAsBoolean();
  }

  private final class Sieve extends Writer {
    private final Writer out;

    Sieve(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      if (passes()) {
        out.write(text, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (passes()) {
        out.flush();
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
