package dev.spoor.app;

import dev.spoor.ingest.Retention;
import dev.spoor.model.BadInput;
import dev.spoor.model.Usd;
import dev.spoor.watch.RunLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A {@code config.yaml}. An unknown key is an error with the nearest known one; a project's file
 * may set only what cannot harm its reader.
 */
final class ConfigFile {
  static final ConfigFile EMPTY = new ConfigFile(Path.of("config.yaml"), Map.of());

  private static final List<String> LIMITS =
      List.of(
          "max_cost_usd",
          "max_llm_calls",
          "max_tool_calls",
          "max_calls_per_tool",
          "max_identical_calls");

  private static final List<String> RETENTION =
      List.of("runs", "payloads", "images", "large_tool_output", "max_size");

  private final Path file;
  private final Map<String, Object> members;

  private ConfigFile(Path file, Map<String, Object> members) {
    this.file = file;
    this.members = members;
  }

  /** The user's own file; empty when it does not exist. */
  static ConfigFile ofUser(Path file) {
    ConfigFile config = read(file);
    config.requireKnown(config.members.keySet(), keys(), "");
    return config;
  }

  /** A mapping as a variable has it, written as YAML in one line. */
  static ConfigFile ofVariable(Setting setting, String yaml) {
    Path variable = Path.of(setting.variable());
    return new ConfigFile(variable, Map.of(setting.key(), load(variable, yaml)));
  }

  /** A project's file, which strangers may have written; empty when it does not exist. */
  static ConfigFile ofProject(Path file) {
    ConfigFile config = read(file);
    for (String key : config.members.keySet()) {
      Optional<Setting> setting = Setting.ofKey(key);
      if (setting.isPresent() && !setting.get().ofProject()) {
        throw BadInput.of(
            file + ": " + key,
            "may be set by the user alone: in $SPOOR_HOME/config.yaml or as "
                + setting.get().variable());
      }
    }
    config.requireKnown(config.members.keySet(), keys(), "");
    return config;
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      keys.add(setting.key());
    }
    return keys;
  }

  private static ConfigFile read(Path file) {
    if (!Files.exists(file)) {
      return EMPTY;
    }
    try {
      return new ConfigFile(file, mapping(file.toString(), load(file, Files.readString(file))));
    } catch (IOException e) {
      throw BadInput.of(file.toString(), "must be readable UTF-8 (" + e + ")");
    }
  }

  private static Object load(Path file, String yaml) {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
      return root == null ? Map.of() : root;
    } catch (YamlEngineException e) {
      throw BadInput.of(file.toString(), "must be YAML")
          .got(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
          .example("redact: strict");
    }
  }

  private static Map<String, Object> mapping(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw BadInput.of(where, "must be a mapping of keys to values").example("redact: strict");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach(
        (key, member) -> {
          if (member != null) {
            members.put(String.valueOf(key), member);
          }
        });
    return members;
  }

  private void requireKnown(Collection<String> found, List<String> known, String parent) {
    for (String key : found) {
      if (!known.contains(key)) {
        throw BadInput.of(
            file + ": " + parent + key, "is no setting; there are " + String.join(", ", known));
      }
    }
  }

  /** The value as text, a list as words with commas between; null when it is not set. */
  @Nullable String text(Setting setting) {
    Object value = members.get(setting.key());
    if (value instanceof Collection<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value == null ? null : value.toString();
  }

  /** Where it is. */
  String path() {
    return file.toString();
  }

  /** The limits of one run; empty when none are set. */
  Optional<RunLimits> limits() {
    Object value = members.get(Setting.LIMITS.key());
    if (value == null) {
      return Optional.empty();
    }
    Map<String, Object> limits = mapping(file + ": limits", value);
    requireKnown(limits.keySet(), LIMITS, "limits.");
    Map<String, Long> perTool = new LinkedHashMap<>();
    Object tools = limits.get("max_calls_per_tool");
    if (tools != null) {
      mapping(file + ": limits.max_calls_per_tool", tools)
          .forEach((tool, count) -> perTool.put(tool, whole("max_calls_per_tool." + tool, count)));
    }
    Object cost = limits.get("max_cost_usd");
    return Optional.of(
        new RunLimits(
            cost == null ? null : Usd.of(decimal("max_cost_usd", cost)),
            optional(limits, "max_llm_calls"),
            optional(limits, "max_tool_calls"),
            perTool,
            optional(limits, "max_identical_calls")));
  }

  /** How long and how much to keep; empty when nothing is said. */
  Optional<Retention> retention() {
    Object value = members.get(Setting.RETENTION.key());
    if (value == null) {
      return Optional.empty();
    }
    Map<String, Object> retention = mapping(file + ": retention", value);
    requireKnown(retention.keySet(), RETENTION, "retention.");
    Object size = retention.get("max_size");
    return Optional.of(
        new Retention(
            age(retention, "runs"),
            age(retention, "payloads"),
            age(retention, "images"),
            age(retention, "large_tool_output"),
            size == null
                ? null
                : (Long) Amounts.bytes(file + ": retention.max_size", size.toString())));
  }

  private @Nullable Duration age(Map<String, Object> retention, String key) {
    Object value = retention.get(key);
    return value == null ? null : Amounts.age(file + ": retention." + key, value.toString());
  }

  private @Nullable Long optional(Map<String, Object> limits, String key) {
    Object value = limits.get(key);
    return value == null ? null : whole(key, value);
  }

  private long whole(String key, Object value) {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number > 0) {
        return number;
      }
    }
    throw BadInput.of(file + ": limits." + key, "must be a whole number above 0")
        .example(key + ": 50");
  }

  private BigDecimal decimal(String key, Object value) {
    if (value instanceof Number) {
      return new BigDecimal(value.toString());
    }
    throw BadInput.of(file + ": limits." + key, "must be a number of US dollars")
        .example(key + ": 2.50");
  }
}
