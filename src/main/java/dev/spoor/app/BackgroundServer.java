package dev.spoor.app;

import dev.spoor.http.Address;
import dev.spoor.http.Holder;
import dev.spoor.http.PortProbe;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The server that goes on serving pages when the command that wanted one has ended. */
public final class BackgroundServer {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final Path NOHUP = Path.of("/usr/bin/nohup");

  private final Settings settings;

  /** The server over the settings' store, at the settings' address. */
  public BackgroundServer(Settings settings) {
    this.settings = settings;
  }

  /**
   * A server that answers.
   *
   * @param url without a slash at the end
   * @param startedProcess the id of the process that was started for it; empty when it ran before
   */
  public record Running(String url, OptionalLong startedProcess) {}

  /**
   * Whoever serves the store's pages; starts a server when nobody does.
   *
   * @param storeId names the store
   * @throws StoreException when no server starts; the message has its last words
   */
  public Running ensure(String storeId) {
    try {
      Set<Address> places =
          new LinkedHashSet<>(List.of(settings.serving().address(), lastStarted()));
      for (Address address : places) {
        if (serves(address, storeId)) {
          return new Running(address.url(), OptionalLong.empty());
        }
      }
      return start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean serves(Address address, String storeId) throws IOException {
    return PortProbe.ask(address) instanceof Holder.Known known
        && known.identity().product().equals(Viewing.PRODUCT)
        && known.identity().storeId().equals(storeId);
  }

  /** Where the last server that was started went; it had to go elsewhere if its port was taken. */
  private Address lastStarted() throws IOException {
    Address shared = settings.serving().address();
    String noted = Files.exists(note()) ? Files.readString(note()).strip() : "";
    int port = noted.matches("[0-9]{1,5}") ? Integer.parseInt(noted) : 0;
    return port > 0 && port <= Address.MOST ? shared.withPort(port) : shared;
  }

  private Path note() {
    return settings.home().resolve("serve.port");
  }

  private Running start() throws IOException {
    Path log = settings.home().resolve("serve.log");
    Files.createDirectories(settings.home());
    ProcessBuilder builder =
        new ProcessBuilder(detached(OwnProgram.command("serve", "--json")))
            .redirectError(log.toFile());
    builder.environment().putAll(variables());
    Process process = builder.start();
    process.getOutputStream().close();
    try (BufferedReader says = process.inputReader(StandardCharsets.UTF_8)) {
      String line = firstLine(says);
      if (line.isEmpty()) {
        process.destroy();
        throw new StoreException("no server starts: " + lastWords(log), true, null);
      }
      String url = String.valueOf(((JsonObject) Json.read(line)).text("url"));
      Files.writeString(note(), URI.create(url).getPort() + "\n");
      return new Running(url, OptionalLong.of(process.pid()));
    } catch (JsonReadException e) {
      throw new IllegalStateException("spoor serve --json does not print JSON", e);
    }
  }

  private static String firstLine(BufferedReader says) {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                String read = says.readLine();
                return read == null ? "" : read;
              } catch (IOException e) {
                return "";
              }
            });
    return line.completeOnTimeout("", LONGEST_START.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Where there is {@code nohup}, the server outlives the terminal too. */
  private static List<String> detached(List<String> command) {
    List<String> detached = new ArrayList<>(command);
    if (Files.isExecutable(NOHUP)) {
      detached.add(0, NOHUP.toString());
    }
    return detached;
  }

  private Map<String, String> variables() {
    return Map.of(
        Setting.HOME.variable(), settings.home().toString(),
        Setting.DB.variable(), settings.database().toString(),
        Setting.HOST.variable(), settings.serving().address().host(),
        Setting.PORT.variable(), String.valueOf(settings.serving().address().port()),
        Setting.OTLP_PORT.variable(), String.valueOf(settings.serving().otlpPort()),
        Setting.OTLP_GRPC_PORT.variable(), String.valueOf(settings.serving().otlpGrpcPort()));
  }

  private static String lastWords(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty()
        ? "it said nothing within " + LONGEST_START.toSeconds() + " s"
        : lines.get(lines.size() - 1);
  }
}
