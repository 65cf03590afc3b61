package dev.spoor.e2e;

import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts the packaged program over a home of its own. */
final class SpoorProcess {
  private final Path home;
  private final List<String> javaOptions;

  SpoorProcess(Path home) {
    this(home, List.of());
  }

  private SpoorProcess(Path home, List<String> javaOptions) {
    this.home = home;
    this.javaOptions = javaOptions;
  }

  /** The same with further options of Java. */
  SpoorProcess withJava(String... options) {
    return new SpoorProcess(home, List.of(options));
  }

  /** A server on standard streams, after the handshake. */
  RawMcpClient mcp(String... options) {
    String[] arguments = Stream.concat(Stream.of("mcp"), Stream.of(options)).toArray(String[]::new);
    return RawMcpClient.start(command(arguments)).initialized("2025-11-25");
  }

  ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", System.getProperty("spoor.jar")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("SPOOR_PORT", "0");
    builder.environment().put("SPOOR_HOME", home.resolve("data").toString());
    return builder;
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) {
    return run(command(arguments));
  }

  /** Runs a command to its end. */
  Ended run(ProcessBuilder command) {
    try {
      Path out = Files.createTempFile(home, "out", "");
      Path err = Files.createTempFile(home, "err", "");
      int code = command.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
      return new Ended(code, text(out), text(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  Path database() {
    return home.resolve("data/spoor.db");
  }

  Path data() {
    return home.resolve("data");
  }

  Store open() {
    return SqliteStore.open(database(), Durability.FULL);
  }

  /** What a command that has ended leaves. */
  record Ended(int code, String out, String err) {}
}
