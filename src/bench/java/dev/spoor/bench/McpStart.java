package dev.spoor.bench;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long a client waits from spawning a server to its list of tools, and the most memory the
 * server had until then: Spoor through its script, Spoor without the script or its class-data
 * archive, and the least that the TypeScript SDK on node needs for the same tools. The servers take
 * turns in each round; the ratio is to the TypeScript server.
 */
public final class McpStart {
  private static final int ROUNDS = 25;
  private static final Path NPM = Path.of("target/clients/npm").toAbsolutePath();
  private static final String ANCHOR = "TypeScript SDK on node";

  private static final String QUESTIONS =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}
      """;

  private final Path home;

  private McpStart(Path home) {
    this.home = home;
  }

  /** Runs it. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, JsonReadException {
    run("scripts/install-clients", "npm");
    run("scripts/spoor", "--version");
    Path home = Files.createTempDirectory("spoor-bench-");
    McpStart bench = new McpStart(home);
    bench.giveAnchorTheSameTools();
    Map<String, List<Start>> starts = new LinkedHashMap<>();
    bench.commands().forEach((name, command) -> starts.put(name, new ArrayList<>()));
    for (int round = -1; round < ROUNDS; round++) {
      for (Map.Entry<String, List<String>> each : bench.commands().entrySet()) {
        Start start = bench.start(each.getValue());
        if (round >= 0) {
          starts.get(each.getKey()).add(start);
        }
      }
    }
    Files.delete(home);
    print(starts);
  }

  private Map<String, List<String>> commands() throws IOException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(
        "scripts/spoor mcp", List.of(Path.of("scripts/spoor").toAbsolutePath() + "", "mcp"));
    commands.put(
        "java -jar spoor.jar mcp",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            jar().toString(),
            "mcp"));
    commands.put(
        ANCHOR,
        List.of(
            NPM.resolve("node_modules/.bin/node").toRealPath().toString(),
            NPM.resolve("minimal-server.mjs").toString()));
    return commands;
  }

  private static Path jar() throws IOException {
    Path launch = Path.of("target/launch").toAbsolutePath();
    return launch.resolve(Files.readString(launch.resolve("current")).strip()).resolve("spoor.jar");
  }

  private void giveAnchorTheSameTools()
      throws IOException, InterruptedException, JsonReadException {
    Files.copy(
        Path.of("src/bench/npm/minimal-server.mjs"),
        NPM.resolve("minimal-server.mjs"),
        StandardCopyOption.REPLACE_EXISTING);
    JsonObject answer = (JsonObject) Json.read(start(commands().get("scripts/spoor mcp")).answer());
    Files.writeString(NPM.resolve("tools.json"), answer.object("result").array("tools").write());
  }

  private Start start(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SPOOR_HOME", home.toString());
    builder.environment().put("SPOOR_PORT", "0");
    long begun = System.nanoTime();
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream();
        BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      in.write(QUESTIONS.getBytes(StandardCharsets.UTF_8));
      in.flush();
      String answer = out.readLine();
      while (answer != null && !answer.contains("\"id\":2")) {
        answer = out.readLine();
      }
      double millis = (System.nanoTime() - begun) / 1e6;
      return new Start(millis, peakMebibytes(process), String.valueOf(answer));
    } finally {
      process.waitFor();
    }
  }

  /** Of the process and those it started, until now; Linux alone says it. */
  private static double peakMebibytes(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(status)) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Long.parseLong(peak.replaceAll("\\D", "")) / 1024.0;
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private static void print(Map<String, List<Start>> starts) {
    Summary anchor = Summary.of(starts.get(ANCHOR));
    System.out.printf(
        "spawn to tools/list, %d rounds in turns    min ms (ratio)  median ms (ratio)  peak MiB%n",
        ROUNDS);
    starts.forEach(
        (name, each) -> {
          Summary summary = Summary.of(each);
          System.out.printf(
              Locale.ROOT,
              "%-42s %6.0f (%4.2f)     %6.0f (%4.2f)      %6.1f%n",
              name,
              summary.min(),
              summary.min() / anchor.min(),
              summary.median(),
              summary.median() / anchor.median(),
              summary.peak());
        });
  }

  /** One start: how long until the list, the peak until then, and the list. */
  private record Start(double millis, double peak, String answer) {}

  /** All starts of one server. */
  private record Summary(double min, double median, double peak) {
    static Summary of(List<Start> starts) {
      List<Double> millis = new ArrayList<>(starts.stream().map(Start::millis).toList());
      Collections.sort(millis);
      double peak = starts.stream().mapToDouble(Start::peak).max().orElseThrow();
      return new Summary(millis.get(0), millis.get(millis.size() / 2), peak);
    }
  }
}
