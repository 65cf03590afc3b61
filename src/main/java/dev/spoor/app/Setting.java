package dev.spoor.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting there is: its variable, its key in a configuration file, its default and what it
 * does.
 */
public enum Setting {
  /** Where everything of this user lives. */
  HOME("~/.spoor", false, "folder of the store, the key and config.yaml"),
  /** The store. */
  DB("$SPOOR_HOME/spoor.db", false, "path of the database file"),
  /** What is replaced before it is stored. */
  REDACT(
      "on",
      false,
      "secrets are replaced before they are stored: on, off, or strict (personal data too)"),
  /** Whether payloads are kept. */
  CONTENT(
      "full",
      false,
      "inputs and outputs are kept: full, or metadata (only what is said about them)"),
  /** When a write counts as durable. */
  SYNCHRONOUS(
      "full", false, "full: a write survives power loss; normal: only the end of the process"),
  /** Where pages are served. */
  HOST(
      "127.0.0.1",
      false,
      "address on which the server listens; one that is not a loopback address needs a token"),
  /** The port that all servers share. */
  PORT("4319", false, "port that all servers of this machine share; 0 for any that is free"),
  /** The port where senders of OTLP look. */
  OTLP_PORT(
      "4318",
      false,
      "port on which spoor serve takes OTLP beside the shared one, when it is free; 0 for none"),
  /** The port where senders of OTLP over gRPC look. */
  OTLP_GRPC_PORT(
      "0",
      false,
      "port on which spoor serve takes OTLP over gRPC, which senders expect at 4317; 0 for none"),
  /** Names of this server. */
  ALLOWED_HOSTS(
      "",
      false,
      "names by which the server may be addressed beside the loopback names, separated by commas"),
  /** Whether this machine's own callers need a token too. */
  REQUIRE_TOKEN(
      "0", false, "1: every caller needs a token, also on this machine, which others may share"),
  /** Names this server for others. */
  PUBLIC_URL("", false, "address at which others reach this server, for links that are shared"),
  /** Where {@code spoor mcp} records instead of here. */
  URL(
      "",
      false,
      "address of a server elsewhere, to which spoor mcp records instead of a store of this machine"),
  /** What lets this process in there. */
  TOKEN("", false, "token for that server, if it asks one"),
  /** The session of runs that name none. */
  SESSION_ID("", false, "session of the runs this process records"),
  /** The project of runs that name none. */
  PROJECT("name of the git root", true, "project of the runs recorded here"),
  /** The feature of runs that name none. */
  FEATURE("", true, "feature their cost is booked to"),
  /** Tags of every run. */
  TAGS("", true, "tags of the runs recorded here, separated by commas"),
  /** Limits of one run. */
  LIMITS(
      "",
      true,
      "limits of one run: max_cost_usd, max_llm_calls, max_tool_calls, max_calls_per_tool,"
          + " max_identical_calls"),
  /** Who is passed on to what is recorded. */
  FORWARD(
      "",
      false,
      "address of an OTLP receiver to which spoor serve passes on what is recorded; none: nobody any"
          + " more"),
  /** What the receiver wants to know. */
  FORWARD_HEADERS(
      "",
      false,
      "headers for that receiver as OTEL_EXPORTER_OTLP_HEADERS has them: name=value, separated by"
          + " commas"),
  /** How long and how much is kept. */
  RETENTION(
      "for ever",
      false,
      "ages from which runs, payloads, images and large_tool_output go, such as 90d, and max_size,"
          + " such as 5GB");

  private final String defaultText;
  private final boolean ofProject;
  private final String help;

  Setting(String defaultText, boolean ofProject, String help) {
    this.defaultText = defaultText;
    this.ofProject = ofProject;
    this.help = help;
  }

  /** The environment variable, for example {@code SPOOR_DB}. */
  public String variable() {
    return "SPOOR_" + name();
  }

  /** The key in {@code config.yaml}, for example {@code db}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The default in words; empty when there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** Whether a project's own {@code .spoor/config.yaml} may set it. */
  public boolean ofProject() {
    return ofProject;
  }

  /** The value as it may be shown: what may be a secret is left out. */
  String shown(String value) {
    return switch (this) {
      case TOKEN -> "(set)";
      case FORWARD_HEADERS -> value.replaceAll("=[^,]*", "=***");
      default -> value;
    };
  }

  /** What it does. */
  public String help() {
    return help;
  }

  /** The setting with that key; empty for an unknown one. */
  public static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }
}
