package dev.spoor.evals;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one check object. */
final class CheckReader {
  private static final String NOT = "not-";
  private static final List<String> KEYS =
      List.of("type", "value", "threshold", "on", "metric", "weight");
  static final List<String> TYPES =
      List.of(
          "contains",
          "not-contains",
          "icontains",
          "not-icontains",
          "regex",
          "not-regex",
          "cost",
          "latency",
          "tokens-used",
          "trajectory:tool-used",
          "not-trajectory:tool-used",
          "trajectory:loop-free");
  private static final Set<String> TEXT_TYPES = Set.of("contains", "icontains", "regex");
  private static final Set<String> LIMIT_TYPES = Set.of("cost", "latency", "tokens-used");
  private static final String TEXT_EXAMPLE =
      "{\"type\": \"contains\", \"value\": \"done\", \"on\": \"output\"}";
  private static final String LIMIT_EXAMPLE = "{\"type\": \"cost\", \"threshold\": 0.05}";

  private final JsonObject written;
  private final String path;
  private final Members members;

  CheckReader(JsonObject written, String path) {
    this.written = written;
    this.path = path;
    this.members = new Members(written, path, KEYS, TEXT_EXAMPLE);
  }

  Check read() {
    String type = type();
    boolean negated = type.startsWith(NOT);
    String base = negated ? type.substring(NOT.length()) : type;
    Rule rule = rule(base, negated);
    return new Check(
        path,
        type,
        Objects.requireNonNullElse(members.name("metric"), type),
        Objects.requireNonNullElse(members.number("weight"), BigDecimal.ONE),
        rule,
        written);
  }

  private String type() {
    JsonValue type = members.required("type");
    if (type instanceof JsonString word && TYPES.contains(word.value())) {
      return word.value();
    }
    String nearest =
        type instanceof JsonString word
            ? "; the nearest is " + NearestName.of(word.value(), TYPES)
            : "";
    throw members
        .mistake("type", "must be one of " + String.join(", ", TYPES) + nearest)
        .got(type.shape());
  }

  private Rule rule(String base, boolean negated) {
    if (!TEXT_TYPES.contains(base)) {
      members.refuse("on", "is only for contains, icontains and regex");
    }
    if (!LIMIT_TYPES.contains(base)) {
      members.refuse("threshold", "is only for cost, latency and tokens-used");
    }
    return switch (base) {
      case "cost" -> new LimitRule(Quantity.COST, limit());
      case "latency" -> new LimitRule(Quantity.LATENCY, limit());
      case "tokens-used" -> new LimitRule(Quantity.TOKENS, limit());
      case "trajectory:tool-used" ->
          new ToolReader(members.required("value"), members.path("value"), negated).read();
      case "trajectory:loop-free" -> {
        members.refuse("value", "is not for trajectory:loop-free, which has no options");
        yield new LoopFreeRule();
      }
      default -> text(base, negated);
    };
  }

  private TextRule text(String base, boolean negated) {
    JsonValue value = members.required("value");
    if (!(value instanceof JsonString string) || string.value().isEmpty()) {
      throw members.mistake("value", "must be a string that is not empty").got(value.shape());
    }
    String wanted = string.value();
    TextMatch match =
        switch (base) {
          case "contains" -> new TextMatch.Exact(wanted);
          case "icontains" -> TextMatch.AnyCase.of(wanted);
          default -> new TextMatch.Regex(UserRegex.compile(wanted, members.path("value")));
        };
    return new TextRule(match, wanted, scope(), negated);
  }

  private TextScope scope() {
    JsonValue on = members.get("on");
    if (on == null) {
      return TextScope.OUTPUT;
    }
    Optional<TextScope> scope =
        on instanceof JsonString word ? TextScope.parse(word.value()) : Optional.empty();
    return scope.orElseThrow(
        () -> {
          String words =
              Arrays.stream(TextScope.values())
                  .map(TextScope::word)
                  .collect(Collectors.joining(", "));
          return members.mistake("on", "must be one of " + words).got(on.shape());
        });
  }

  /** {@code threshold: 5} or {@code value: {max: 5, min: 1}}. */
  private Bounds limit() {
    BigDecimal threshold = members.number("threshold");
    JsonValue value = members.get("value");
    if ((threshold == null) == (value == null)) {
      throw BadInput.of(members.path("threshold"), "or a value with max is required, and not both")
          .example(LIMIT_EXAMPLE);
    } else if (threshold != null) {
      return Bounds.atMost(threshold);
    } else if (!(value instanceof JsonObject object)) {
      throw BadInput.of(members.path("value"), "must be an object with max, min or both")
          .example("{\"type\": \"tokens-used\", \"value\": {\"max\": 400000}}");
    } else {
      return Bounds.read(object, members.path("value"));
    }
  }
}
