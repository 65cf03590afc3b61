package dev.spoor.codec;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object that a caller sent, one typed getter a member. A member may
 * always be missing or null; what is there and wrong is a {@link BadInput} that names the place,
 * the rule, the shape of what came and a correct example. {@link #finish} warns about members that
 * no getter asked for. Not thread-safe.
 */
public final class Arguments {
  private static final int LONGEST_NAME_SHOWN = 60;

  private final JsonObject object;
  private final String path;
  private final Warnings warnings;
  private final List<String> known = new ArrayList<>();
  private Collection<String> ignored = List.of();
  private final List<Arguments> inner = new ArrayList<>();

  private Arguments(JsonObject object, String path, Warnings warnings) {
    this.object = object;
    this.path = path;
    this.warnings = warnings;
  }

  /** The arguments of one call; warnings are added to those given. */
  public static Arguments of(JsonObject object, Warnings warnings) {
    return new Arguments(object, "", warnings);
  }

  /** The object whose members these are. */
  JsonObject json() {
    return object;
  }

  /** Other members that stand at the same place of the message. */
  Arguments with(JsonObject members) {
    return new Arguments(members, path, warnings);
  }

  /** Where warnings go. */
  public Warnings warnings() {
    return warnings;
  }

  /** Where these arguments stand in the message; empty for the message itself. */
  String path() {
    return path;
  }

  /**
   * A short text. A blank one says nothing, which a warning mentions; half a surrogate pair, as
   * cutting leaves it, is replaced.
   *
   * @param most characters allowed
   * @param example a correct value
   */
  public Argument<String> text(String name, int most, String example) {
    return read(name, quoted(example), (sent, place) -> Rules.text(sent, place, most, warnings));
  }

  /**
   * One of a few words, whatever their case.
   *
   * @param parse the value of a lower-case word
   * @param words all of them; the first is the example
   */
  public <T> Argument<T> word(
      String name, Function<String, Optional<T>> parse, List<String> words) {
    return read(name, quoted(words.get(0)), (sent, place) -> Rules.word(sent, place, parse, words));
  }

  /** Several short texts, each as {@link #text} has them. */
  public Argument<List<String>> texts(String name, int mostTexts, int mostCharacters, String one) {
    return read(
        name,
        "[" + quoted(one) + "]",
        (sent, place) -> Rules.texts(sent, place, mostTexts, mostCharacters));
  }

  /** True or false. */
  public Argument<Boolean> truth(String name) {
    return read(name, "true", Rules::truth);
  }

  /** A whole number from least to most. */
  public Argument<Long> whole(String name, long least, long most, long example) {
    return read(
        name, Long.toString(example), (sent, place) -> Rules.whole(sent, place, least, most));
  }

  /** A number of few digits from least to most. */
  public Argument<BigDecimal> decimal(String name, long least, long most, String example) {
    return read(name, example, (sent, place) -> Rules.decimal(sent, place, least, most));
  }

  /** A time: RFC 3339 with its offset, or epoch milliseconds. */
  public Argument<Instant> time(String name) {
    return read(
        name,
        quoted("2026-04-01T13:58:39.196Z"),
        (sent, place) -> Rules.time(sent, place, warnings));
  }

  /** A duration in decimal milliseconds. */
  public Argument<Duration> milliseconds(String name) {
    return read(name, "1250.5", Rules::milliseconds);
  }

  /** An amount of US dollars. */
  public Argument<Usd> money(String name) {
    return read(name, "0.0123", Rules::money);
  }

  /** A trace id in full. */
  public Argument<TraceId> traceId(String name) {
    return read(
        name,
        quoted("0af7651916cd43dd8448eb211c80319c"),
        (sent, place) -> Rules.id(sent, place, TraceId::parse, 32, "start_trace or record_run"));
  }

  /** A span id in full. */
  public Argument<SpanId> spanId(String name) {
    return read(
        name,
        quoted("b7ad6b7169203331"),
        (sent, place) -> Rules.id(sent, place, SpanId::parse, 16, "add_span"));
  }

  /** An input or output: a string is itself, anything else is JSON. */
  public Argument<Payload> payload(String name) {
    return read(name, quoted("pytest -x"), (sent, place) -> PayloadJson.read(sent));
  }

  /** Whatever it is. */
  public Argument<JsonValue> value(String name, String example) {
    return read(name, example, (sent, place) -> sent);
  }

  /** An object whose members are nobody's business, of limited size. */
  public Argument<JsonObject> object(String name, String example) {
    return read(name, example, Rules::smallObject);
  }

  /** An array of objects whose members are nobody's business, of limited size. */
  public Argument<JsonArray> objects(String name, String example) {
    return read(name, example, Rules::smallObjects);
  }

  /** An object with arguments of its own. */
  public Argument<Arguments> inside(String name, String example) {
    return read(name, example, (sent, place) -> inner(Rules.object(sent, place), place.path()));
  }

  /** An array of objects with arguments of their own. */
  public Argument<List<Arguments>> each(String name, int most, String example) {
    return read(name, example, (sent, place) -> innerEach(sent, place, most));
  }

  /** Says that these members are known, and rightly not read by a getter; said once. */
  public void ignore(Collection<String> names) {
    ignored = names;
  }

  /** Warns about every member, here and further inside, that no getter asked for. */
  public void finish() {
    for (String name : object.members().keySet()) {
      if (!known.contains(name) && !ignored.contains(name)) {
        warnings.add(
            "unknown field `"
                + (path.isEmpty() ? "" : path + ".")
                + shown(name, LONGEST_NAME_SHOWN)
                + "` was ignored"
                + NearestName.of(name, Stream.concat(known.stream(), ignored.stream()))
                    .map(near -> "; did you mean `" + near + "`?")
                    .orElse(""));
      }
    }
    inner.forEach(Arguments::finish);
  }

  private <T> Argument<T> read(String name, String example, Rule<T> rule) {
    known.add(name);
    JsonValue sent = object.get(name);
    boolean cleared = sent == JsonNull.NULL;
    Argument<T> place = new Argument<>(path, name, example, cleared, null);
    return sent == null || cleared
        ? place
        : new Argument<>(path, name, example, false, rule.read(sent, place));
  }

  private List<Arguments> innerEach(JsonValue sent, Argument<?> place, int most) {
    List<JsonValue> elements = Rules.array(sent, place, most).elements();
    List<Arguments> each = new ArrayList<>(elements.size());
    for (JsonValue element : elements) {
      String elementPath = place.path() + "[" + each.size() + "]";
      if (!(element instanceof JsonObject members)) {
        throw BadInput.of(elementPath, "must be an object")
            .got(element.shape())
            .example(place.example());
      }
      each.add(inner(members, elementPath));
    }
    return each;
  }

  private Arguments inner(JsonObject members, String innerPath) {
    Arguments arguments = new Arguments(members, innerPath, warnings);
    inner.add(arguments);
    return arguments;
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** A name that the caller made up, short and on one line. */
  static String shown(String name, int most) {
    String line = name.replaceAll("[\\p{Cntrl}`]", " ");
    return line.length() <= most ? line : line.substring(0, most) + "...";
  }

  /** How one kind of value is read; null says nothing. */
  interface Rule<T> {
    @Nullable T read(JsonValue sent, Argument<T> place);
  }
}
