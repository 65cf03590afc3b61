package dev.spoor.app;

import dev.spoor.http.Failures;
import java.io.PrintStream;
import java.util.random.RandomGenerator;

/**
 * Writes faults of ours to a stream, each under the id that its caller is given.
 *
 * @param stream where to, usually standard error
 * @param random what ids are made from
 */
public record FaultLog(PrintStream stream, RandomGenerator random) implements Failures {
  @Override
  public String report(String what, Throwable fault) {
    String id = String.format("%08x", random.nextInt());
    synchronized (stream) {
      stream.println("spoor: fault " + id + " in " + what);
      fault.printStackTrace(stream);
    }
    return id;
  }
}
