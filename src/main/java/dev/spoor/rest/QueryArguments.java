package dev.spoor.rest;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Warnings;
import dev.spoor.http.Request;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of an address, read by the rules of a body: what stands there as text becomes the
 * number or the truth that its name calls for. Of a repeated parameter the first counts.
 */
final class QueryArguments {
  private static final Set<String> NUMBERS = Set.of("limit", "min_cost_usd", "since", "until");
  private static final Set<String> TRUTHS = Set.of("flagged");
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\": \"?(.*?)\"?");

  private QueryArguments() {}

  /**
   * Reads what was asked.
   *
   * @param otherNames of parameters, and under what name they are read
   * @param reader calls the getters
   */
  static <T> T read(
      Request request,
      Map<String, String> otherNames,
      Warnings warnings,
      Function<Arguments, T> reader) {
    JsonObject.Builder asked = JsonObject.builder();
    for (String name : request.query().keySet()) {
      String value = request.queryValue(name);
      if (value != null) {
        asked.put(otherNames.getOrDefault(name, name), value(name, value));
      }
    }
    Arguments arguments = Arguments.of(asked.build(), warnings);
    try {
      T read = reader.apply(arguments);
      arguments.finish();
      return read;
    } catch (BadInput mistake) {
      throw asParameter(mistake);
    }
  }

  private static JsonValue value(String name, String text) {
    if (NUMBERS.contains(name) && NUMBER.matcher(text).matches()) {
      return new JsonNumber(text);
    } else if (TRUTHS.contains(name) && (text.equals("true") || text.equals("false"))) {
      return JsonBoolean.of(Boolean.parseBoolean(text));
    }
    return new JsonString(text);
  }

  /** The mistake with an example as it stands in an address. */
  private static BadInput asParameter(BadInput mistake) {
    String example = mistake.correct();
    Matcher member = MEMBER.matcher(example == null ? "" : example);
    return member.matches()
        ? mistake.example("?" + member.group(1) + "=" + member.group(2))
        : mistake;
  }
}
