package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Things to read at addresses of one form.
 *
 * @param uriTemplate the form, with variables of one path segment each: {@code a://{b}/{c}} (RFC
 *     6570, level 1)
 * @param name for programs
 * @param title for people
 * @param description what is in them
 * @param mimeType of what is read
 * @param completers propose values of variables, by their names
 * @param reader reads one
 */
public record ResourceTemplate(
    String uriTemplate,
    String name,
    String title,
    String description,
    String mimeType,
    Map<String, Completer> completers,
    ResourceReader reader) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  public ResourceTemplate {
    completers = Map.copyOf(completers);
  }

  /**
   * The same template, read in another way.
   *
   * @param otherCompleters makes what proposes values of a variable that has proposals now
   */
  public ResourceTemplate with(ResourceReader other, Function<String, Completer> otherCompleters) {
    Map<String, Completer> proposing = new LinkedHashMap<>();
    completers.keySet().forEach(name -> proposing.put(name, otherCompleters.apply(name)));
    return new ResourceTemplate(uriTemplate, name, title, description, mimeType, proposing, other);
  }

  /** What stands in the places of the variables; empty when the address is of another form. */
  Optional<Map<String, String>> match(String uri) {
    Map<String, String> values = new LinkedHashMap<>();
    StringBuilder form = new StringBuilder();
    Matcher variables = VARIABLE.matcher(uriTemplate);
    int from = 0;
    while (variables.find()) {
      form.append(Pattern.quote(uriTemplate.substring(from, variables.start()))).append("([^/]+)");
      values.put(variables.group(1), "");
      from = variables.end();
    }
    form.append(Pattern.quote(uriTemplate.substring(from)));
    Matcher found = Pattern.compile(form.toString()).matcher(uri);
    return found.matches() ? filled(values, found) : Optional.empty();
  }

  private static Optional<Map<String, String>> filled(Map<String, String> values, Matcher found) {
    int group = 0;
    for (Map.Entry<String, String> value : values.entrySet()) {
      String written = found.group(++group);
      try {
        value.setValue(URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** The entry of {@code resources/templates/list}. */
  JsonObject json() {
    return JsonObject.builder()
        .put("uriTemplate", uriTemplate)
        .put("name", name)
        .put("title", title)
        .put("description", description)
        .put("mimeType", mimeType)
        .build();
  }
}
