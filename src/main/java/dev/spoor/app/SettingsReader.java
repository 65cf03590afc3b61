package dev.spoor.app;

import dev.spoor.http.Address;
import dev.spoor.ingest.Ingest;
import dev.spoor.ingest.Retention;
import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import dev.spoor.redact.RedactionMode;
import dev.spoor.remote.RemoteAddress;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.watch.RunLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Works settings out: option before variable before the user's file before the project's file
 * before the default.
 */
public final class SettingsReader {
  private static final Pattern WEB_ADDRESS =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(:\\d{1,5})?(/[\\w./~-]*)?");

  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final Map<Setting, String> options;

  /** Reads from these variables, for a process in this folder. */
  public SettingsReader(Map<String, String> environment, Path workingDirectory) {
    this(environment, workingDirectory, Map.of());
  }

  /** Reads from these options and variables, for a process in this folder. */
  public SettingsReader(
      Map<String, String> environment, Path workingDirectory, Map<Setting, String> options) {
    this.environment = Map.copyOf(environment);
    this.workingDirectory = workingDirectory;
    this.options = Map.copyOf(options);
  }

  /**
   * The settings; a wrong value is {@link BadInput} that names the variable or the file and key.
   */
  public Settings read() {
    Path home = home();
    ConfigFile user = ConfigFile.ofUser(home.resolve("config.yaml"));
    ConfigFile project = ConfigFile.ofProject(workingDirectory.resolve(".spoor/config.yaml"));
    return new Settings(
        home,
        path(value(Setting.DB, user, project), home.resolve("spoor.db")),
        choice(Setting.REDACT, user, RedactionMode.class, RedactionMode.ON),
        choice(Setting.CONTENT, user, Ingest.Content.class, Ingest.Content.FULL),
        choice(Setting.SYNCHRONOUS, user, Durability.class, Durability.FULL),
        serving(user),
        remote(user),
        value(Setting.SESSION_ID, user, project),
        projectName(value(Setting.PROJECT, user, project)),
        value(Setting.FEATURE, user, project),
        words(value(Setting.TAGS, user, project)),
        limits(user, project),
        retention(user),
        Forwarding.of(
            value(Setting.FORWARD, user, ConfigFile.EMPTY),
            value(Setting.FORWARD_HEADERS, user, ConfigFile.EMPTY)),
        environment.get("TRACEPARENT"));
  }

  private RunLimits limits(ConfigFile user, ConfigFile project) {
    String variable = environment.getOrDefault(Setting.LIMITS.variable(), "");
    ConfigFile set = variable.isEmpty() ? user : ConfigFile.ofVariable(Setting.LIMITS, variable);
    return set.limits().or(project::limits).orElse(RunLimits.NONE);
  }

  private Retention retention(ConfigFile user) {
    String variable = environment.getOrDefault(Setting.RETENTION.variable(), "");
    ConfigFile set = variable.isEmpty() ? user : ConfigFile.ofVariable(Setting.RETENTION, variable);
    return set.retention().orElse(Retention.FOR_EVER);
  }

  /** Each setting as it was set, or its default in words, and where that is from. */
  public List<Origin> origins() {
    ConfigFile user = ConfigFile.ofUser(home().resolve("config.yaml"));
    ConfigFile project = ConfigFile.ofProject(workingDirectory.resolve(".spoor/config.yaml"));
    return Arrays.stream(Setting.values()).map(setting -> origin(setting, user, project)).toList();
  }

  /**
   * Where a setting is from.
   *
   * @param value as it was set, without secrets, or its default in words; may be empty
   * @param place {@code option}, {@code environment}, a file's path or {@code default}
   */
  public record Origin(Setting setting, String value, String place) {}

  private Origin origin(Setting setting, ConfigFile user, ConfigFile project) {
    String value = value(setting, user, project);
    if (value == null) {
      return new Origin(setting, setting.defaultText(), "default");
    }
    String shown = setting.shown(value);
    if (options.containsKey(setting)) {
      return new Origin(setting, shown, "option");
    } else if (value.equals(environment.get(setting.variable()))) {
      return new Origin(setting, shown, "environment");
    }
    ConfigFile file = user.text(setting) == null ? project : user;
    return new Origin(setting, shown, file.path());
  }

  private Path home() {
    return path(
        value(Setting.HOME, ConfigFile.EMPTY, ConfigFile.EMPTY), userHome().resolve(".spoor"));
  }

  private @Nullable String value(Setting setting, ConfigFile user, ConfigFile project) {
    if (options.containsKey(setting)) {
      return options.get(setting);
    }
    String variable = environment.get(setting.variable());
    if (variable != null && !variable.isEmpty()) {
      return variable;
    }
    String ofUser = user.text(setting);
    return ofUser != null ? ofUser : project.text(setting);
  }

  private <E extends Enum<E>> E choice(
      Setting setting, ConfigFile user, Class<E> type, E otherwise) {
    String text = value(setting, user, ConfigFile.EMPTY);
    if (text == null) {
      return otherwise;
    }
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    int index = words.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw BadInput.of(setting.variable(), "must be one of " + String.join(", ", words))
          .got(Shape.of(text))
          .example(setting.variable() + "=" + words.get(0));
    }
    return type.getEnumConstants()[index];
  }

  private Serving serving(ConfigFile user) {
    String host = value(Setting.HOST, user, ConfigFile.EMPTY);
    String publicUrl = value(Setting.PUBLIC_URL, user, ConfigFile.EMPTY);
    return new Serving(
        new Address(host == null ? Setting.HOST.defaultText() : host, port(Setting.PORT, user)),
        port(Setting.OTLP_PORT, user),
        port(Setting.OTLP_GRPC_PORT, user),
        Set.copyOf(words(value(Setting.ALLOWED_HOSTS, user, ConfigFile.EMPTY))),
        publicUrl == null ? null : webAddress(Setting.PUBLIC_URL, publicUrl),
        isOn(Setting.REQUIRE_TOKEN, user));
  }

  private @Nullable RemoteAddress remote(ConfigFile user) {
    String url = value(Setting.URL, user, ConfigFile.EMPTY);
    String token = value(Setting.TOKEN, user, ConfigFile.EMPTY);
    if (token != null && !token.matches("[!-~]+")) {
      throw BadInput.of(
              Setting.TOKEN.variable(), "must be a token as `spoor token create` prints it")
          .got(Shape.of(token));
    }
    return url == null ? null : new RemoteAddress(URI.create(webAddress(Setting.URL, url)), token);
  }

  private boolean isOn(Setting setting, ConfigFile user) {
    String text = value(setting, user, ConfigFile.EMPTY);
    return switch (text == null ? setting.defaultText() : text.toLowerCase(Locale.ROOT)) {
      case "1", "true", "on", "yes" -> true;
      case "0", "false", "off", "no" -> false;
      default ->
          throw BadInput.of(setting.variable(), "must be 1 or 0")
              .got(Shape.of(String.valueOf(text)))
              .example(setting.variable() + "=1");
    };
  }

  private int port(Setting setting, ConfigFile user) {
    String text = value(setting, user, ConfigFile.EMPTY);
    String port = text == null ? setting.defaultText() : text;
    if (port.matches("\\d{1,5}") && Integer.parseInt(port) <= Address.MOST) {
      return Integer.parseInt(port);
    }
    throw BadInput.of(setting.variable(), "must be a port, 0 to " + Address.MOST)
        .got(Shape.of(port))
        .example(setting.variable() + "=" + setting.defaultText());
  }

  private static String webAddress(Setting setting, String text) {
    if (!WEB_ADDRESS.matcher(text).matches()) {
      throw BadInput.of(setting.variable(), "must be an http or https address")
          .got(Shape.of(text))
          .example(setting.variable() + "=https://traces.example.org");
    }
    return text.replaceFirst("/+$", "");
  }

  private Path path(@Nullable String text, Path otherwise) {
    if (text == null) {
      return otherwise;
    }
    boolean ofHome = text.equals("~") || text.startsWith("~/");
    return ofHome
        ? userHome().resolve(text.substring(Math.min(2, text.length())))
        : workingDirectory.resolve(text).normalize();
  }

  private Path userHome() {
    String home = environment.get("HOME");
    return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
  }

  private @Nullable String projectName(@Nullable String set) {
    if (set != null) {
      return set;
    }
    for (Path folder = workingDirectory; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        Path name = folder.getFileName();
        return name == null ? null : name.toString();
      }
    }
    return null;
  }

  private static List<String> words(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }
}
