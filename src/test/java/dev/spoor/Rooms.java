package dev.spoor;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rooms below one root package, what each may use and which libraries it may name.
 *
 * <p>A new room or a new library begins with a line here and a line of reason in ARCHITECTURE.md.
 *
 * @param root the package that holds the rooms
 */
record Rooms(String root) {
  /** Each room, top floor first, and the rooms it may use. */
  static final Map<String, Set<String>> USES =
      table(
          """
          sdk:
          main:              cli
          cli:               app mcp mcp.protocol rest otlp capture viewer forward evals insight guard ingest query \
                             redact price watch search store codec remote http json model
          app:               mcp mcp.protocol rest otlp capture viewer forward evals insight guard ingest query \
                             store.sqlite store.clickhouse \
                             redact price watch search store codec remote http json model
          mcp:               mcp.protocol remote http codec ingest query evals insight guard store model json
          rest:              http codec ingest query evals insight guard model json
          otlp:              http codec ingest store model
          capture:           http codec ingest query guard model
          forward:           http codec ingest store model json
          viewer:            http codec query insight evals model json
          evals:             ingest query redact watch model json
          insight:           ingest query redact watch model
          guard:             query watch model
          ingest:            redact price watch store model json
          query:             search store model
          store.sqlite:      search store model json
          store.clickhouse:  search store model json
          redact:            model json
          price:             model json
          watch:             model json
          store:             search model
          search:            model
          codec:             model json
          remote:            http json
          mcp.protocol:      http json model
          http:
          json:              model
          model:
          """);

  /** Each package outside the house that has a room, and the rooms that may name it. */
  static final Map<String, Set<String>> LIBRARIES =
      table(
          """
          picocli:                   cli
          org.snakeyaml.engine:      app
          io.modelcontextprotocol:   mcp.protocol
          reactor:                   mcp.protocol
          org.reactivestreams:       mcp.protocol
          tools.jackson:             json mcp.protocol
          com.fasterxml.jackson:     json mcp.protocol
          gg.jte:                    viewer
          java.sql:                  store.sqlite store.clickhouse
          org.sqlite:                store.sqlite
          com.github.luben.zstd:     store store.sqlite store.clickhouse
          com.google.re2j:           redact price watch evals
          org.eclipse.jetty:         http
          jakarta.servlet:           http mcp.protocol
          com.sun.net.httpserver:
          java.util.logging:
          java.lang.reflect:
          """);

  private static final Set<String> OPEN_TO_ALL = Set.of("java", "javax", "org.jspecify");

  /**
   * The room of a package of the house: {@code main} for the root itself, else the longest name of
   * the table that holds it, else the name of the package below the root.
   */
  String of(String packageName) {
    if (packageName.equals(root)) {
      return "main";
    }
    String path = packageName.substring(root.length() + 1);
    return longestHolder(path, USES.keySet(), path);
  }

  boolean mayUse(String room, String packageName) {
    if (!inHouse(packageName)) {
      return true;
    }
    String used = of(packageName);
    return room.equals(used) || USES.getOrDefault(room, Set.of()).contains(used);
  }

  boolean mayName(String room, String packageName) {
    if (inHouse(packageName)) {
      return true;
    }
    String library = longestHolder(packageName, LIBRARIES.keySet(), "");
    return library.isEmpty()
        ? !longestHolder(packageName, OPEN_TO_ALL, "").isEmpty()
        : LIBRARIES.get(library).contains(room);
  }

  private boolean inHouse(String packageName) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }

  private static String longestHolder(String path, Collection<String> holders, String none) {
    return holders.stream()
        .filter(holder -> path.equals(holder) || path.startsWith(holder + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse(none);
  }

  private static Map<String, Set<String>> table(String text) {
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String[] row = line.split(":", 2);
      rows.put(row[0], row[1].isBlank() ? Set.of() : Set.of(row[1].trim().split(" +")));
    }
    return rows;
  }
}
