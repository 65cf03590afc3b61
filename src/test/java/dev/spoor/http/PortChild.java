package dev.spoor.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that shares a port, and prints each of its standings, until it is ended. */
final class PortChild implements AutoCloseable {
  private final Process process;
  private final BufferedReader says;

  private PortChild(Process process) {
    this.process = process;
    this.says = process.inputReader(StandardCharsets.UTF_8);
  }

  static PortChild start(int port, String storeId) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PortChild.class.getName(),
            String.valueOf(port),
            storeId);
    return new PortChild(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public static void main(String[] arguments) throws IOException {
    Address address = new Address("127.0.0.1", Integer.parseInt(arguments[0]));
    try (SharedPort port =
        SharedPort.join(
            address,
            Sites.over(arguments[1]),
            standing -> System.out.println(standing.role() + " " + standing.url()))) {
      System.in.transferTo(System.out);
    }
  }

  /** The next line it prints; waits for it. */
  String next() throws IOException {
    return says.readLine();
  }

  /** Ends it without any chance to tidy up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as its user would. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }
}
