package dev.spoor.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the route of a request. */
final class RouteTable {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final List<Entry> entries;

  RouteTable(List<Route> routes) {
    this.entries =
        routes.stream()
            .map(Entry::of)
            .sorted(Comparator.comparingInt((Entry entry) -> entry.literals).reversed())
            .toList();
  }

  /** A route that matched, and the values of its variables. */
  record Match(Route route, Map<String, String> variables) {}

  private record Entry(Route route, Pattern path, List<String> variables, int literals) {
    static Entry of(Route route) {
      Matcher variable = VARIABLE.matcher(route.template());
      StringBuilder path = new StringBuilder();
      List<String> names = variable.results().map(found -> found.group(1)).toList();
      String[] literals = VARIABLE.split(route.template(), -1);
      int length = 0;
      for (int at = 0; at < literals.length; at++) {
        path.append(at == 0 ? "" : "([^/]+)").append(Pattern.quote(literals[at]));
        length += literals[at].length();
      }
      return new Entry(route, Pattern.compile(path.toString()), names, length);
    }

    Optional<Match> match(String path) {
      Matcher matcher = this.path.matcher(path);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      Map<String, String> values = new LinkedHashMap<>();
      for (int at = 0; at < variables.size(); at++) {
        values.put(variables.get(at), decoded(matcher.group(at + 1)));
      }
      return Optional.of(new Match(route, values));
    }
  }

  /**
   * The most literal match.
   *
   * @param path as it was sent, still percent-encoded
   */
  Optional<Match> find(String method, String path) {
    return entries.stream()
        .filter(entry -> entry.route.method().equals(method))
        .flatMap(entry -> entry.match(path).stream())
        .findFirst();
  }

  /** The methods that the path has, {@code HEAD} included; empty when there is no such path. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.path.matcher(path).matches()) {
        methods.add(entry.route.method());
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "the path must be percent-encoded UTF-8");
    }
  }
}
