package dev.spoor.viewer;

import dev.spoor.codec.Times;
import dev.spoor.http.Request;
import dev.spoor.model.BadInput;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Shape;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the list of runs is asked for, as the address says it: the parameters of {@code GET
 * /api/logs}, and in {@code q} also words like {@code status:error}.
 *
 * @param values by parameter, in the order in which they are shown; never empty ones
 */
record RunSearch(Map<String, String> values) {
  private static final List<String> PARAMETERS =
      List.of(
          "project",
          "status",
          "agent",
          "model",
          "tag",
          "feature",
          "session_id",
          "flagged",
          "min_cost_usd",
          "since",
          "until",
          "q");

  private static final Map<String, String> SHORT_NAMES =
      Map.of("session", "session_id", "min_cost", "min_cost_usd", "cost", "min_cost_usd");

  private static final Pattern WORD = Pattern.compile("(\\w+):(\"[^\"]*\"|\\S+)");
  private static final Pattern AGO = Pattern.compile("(\\d{1,4})([mhdw])");
  private static final int LONGEST_VALUE = 500;

  RunSearch {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Reads the address; unknown parameters are not looked at. */
  static RunSearch of(Request request) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : PARAMETERS) {
      String value = request.queryValue(name);
      if (value != null && !value.isBlank() && value.length() <= LONGEST_VALUE) {
        values.put(name, value.strip());
      }
    }
    return new RunSearch(values);
  }

  /** The value of a parameter; null when it is not asked for. */
  @Nullable String value(String name) {
    return values.get(name);
  }

  /** What is looked for in names; empty for nothing. */
  String text() {
    return values.getOrDefault("q", "");
  }

  /** Whether nothing is asked for. */
  boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * The same, with words of the text such as {@code agent:codex} or {@code flagged} moved to their
   * parameters.
   */
  RunSearch withWordsSorted() {
    Map<String, String> sorted = new LinkedHashMap<>(values);
    StringBuilder rest = new StringBuilder();
    Matcher words = Pattern.compile(WORD + "|\\S+").matcher(text());
    while (words.find()) {
      String name = words.group(1) == null ? "" : words.group(1);
      String parameter = SHORT_NAMES.getOrDefault(name, name);
      if (PARAMETERS.contains(parameter) && !parameter.equals("q")) {
        sorted.put(parameter, words.group(2).replace("\"", ""));
      } else if (words.group().equals("flagged")) {
        sorted.put("flagged", "true");
      } else {
        rest.append(rest.isEmpty() ? "" : " ").append(words.group());
      }
    }
    sorted.remove("q");
    if (!rest.isEmpty()) {
      sorted.put("q", rest.toString());
    }
    return new RunSearch(sorted);
  }

  /** The same with one parameter set. */
  RunSearch with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new RunSearch(changed);
  }

  /** The same without one parameter. */
  RunSearch without(String name) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.remove(name);
    return new RunSearch(changed);
  }

  /** The list's address with these parameters. */
  String url() {
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return pairs.isEmpty() ? "/runs" : "/runs?" + String.join("&", pairs);
  }

  /** The address of the page after a row. */
  String urlAfter(RunCursor cursor) {
    String url = url();
    return url
        + (url.contains("?") ? "&" : "?")
        + "cursor="
        + URLEncoder.encode(cursor.text(), StandardCharsets.UTF_8);
  }

  /**
   * What the store is asked; a value that means nothing is {@link BadInput} on its parameter.
   *
   * @param now what {@code 24h} is counted back from
   * @param zone where a date without a time begins
   */
  RunFilter filter(Instant now, ZoneId zone) {
    String status = value("status");
    String flagged = value("flagged");
    String minCost = value("min_cost_usd");
    String since = value("since");
    String until = value("until");
    return RunFilter.builder()
        .status(status == null ? null : status(status))
        .agent(value("agent"))
        .project(value("project"))
        .feature(value("feature"))
        .model(value("model"))
        .tag(value("tag"))
        .sessionId(value("session_id"))
        .since(since == null ? null : time("since", since, now, zone, 0))
        .until(until == null ? null : time("until", until, now, zone, 1))
        .text(text().isEmpty() ? null : text())
        .flagged(flagged == null ? null : (Boolean) flagged.equals("true"))
        .minCost(minCost == null ? null : cost(minCost))
        .build();
  }

  private static RunStatus status(String word) {
    return RunStatus.parse(word)
        .orElseThrow(
            () ->
                BadInput.of("status", "must be running, ok, error, cancelled or abandoned")
                    .got(Shape.of(word)));
  }

  private static Usd cost(String dollars) {
    try {
      return Usd.of(new BigDecimal(dollars));
    } catch (NumberFormatException e) {
      throw BadInput.of("min_cost_usd", "must be a number of US dollars")
          .got(Shape.of(dollars))
          .example("min_cost:0.10");
    }
  }

  private static Instant time(String name, String text, Instant now, ZoneId zone, int addedDays) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(length(Integer.parseInt(ago.group(1)), ago.group(2)));
    }
    try {
      return Times.parse(text)
          .orElseGet(
              () -> LocalDate.parse(text).plusDays(addedDays).atStartOfDay(zone).toInstant());
    } catch (DateTimeException e) {
      throw BadInput.of(name, "must be a date, a time, or a length of time until now")
          .got(Shape.of(text))
          .example(name + ":24h or " + name + ":2026-11-20");
    }
  }

  private static Duration length(int number, String unit) {
    return switch (unit) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7L * number);
    };
  }
}
