package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Request;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Faults of ours: the stack goes to the diagnostics under a short id, the caller is told the id and
 * that it is not to blame.
 */
public final class Faults {
  private final PrintStream diagnostics;
  private final RandomGenerator random;

  /**
   * Reports to a stream.
   *
   * @param random makes the ids
   */
  public Faults(PrintStream diagnostics, RandomGenerator random) {
    this.diagnostics = diagnostics;
    this.random = random;
  }

  /** The answer to a request: its result, or the error that came instead. */
  JsonObject answer(Request request, Supplier<? extends JsonValue> result) {
    try {
      return request.answer(result.get());
    } catch (ProtocolError e) {
      return e.answer(request.id());
    } catch (RuntimeException | Error e) {
      return internal(request.method(), e).answer(request.id());
    }
  }

  /** Reports a fault; the error that says no more of it than that. */
  ProtocolError internal(String during, Throwable fault) {
    return new ProtocolError(ProtocolError.INTERNAL_ERROR, report(during, fault));
  }

  /**
   * Reports a fault.
   *
   * @param during what was being done, for example {@code add_span}
   * @return a sentence for the caller
   */
  public String report(String during, Throwable fault) {
    String id = HexFormat.of().toHexDigits(random.nextInt());
    synchronized (diagnostics) {
      diagnostics.println("spoor: internal error " + id + " during " + during);
      fault.printStackTrace(diagnostics);
      diagnostics.flush();
    }
    return "The server failed: an internal error, not a mistake of yours. Its details are on its"
        + " stderr under "
        + id
        + ".";
  }
}
