package dev.spoor.evals;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.Tags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a check looks for text: the {@code on} of a check. */
enum TextScope {
  /** What the run answered. */
  OUTPUT("the run's output"),
  /** What the run was asked. */
  INPUT("the run's input"),
  /** What tools were called with. */
  TOOL_ARGS("the tools' arguments"),
  /** What tools answered, the texts of their errors included. */
  TOOL_RESULTS("the tools' results"),
  /** All that is recorded. */
  ANY("the whole run");

  private final String where;

  TextScope(String where) {
    this.where = where;
  }

  /** The word on the wire. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The place in words. */
  String where() {
    return where;
  }

  static Optional<TextScope> parse(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** The texts in this scope; none when the run does not hold what would have to be searched. */
  List<Passage> passages(GradedRun run) {
    List<Passage> passages = new ArrayList<>();
    Span root = run.root();
    switch (this) {
      case OUTPUT -> add(passages, root, root == null ? null : root.output());
      case INPUT -> add(passages, root, root == null ? null : root.input());
      case TOOL_ARGS -> run.toolCalls().forEach(call -> add(passages, call, call.input()));
      case TOOL_RESULTS ->
          run.toolCalls()
              .forEach(
                  call -> {
                    add(passages, call, call.output());
                    add(passages, call, call.error());
                  });
      case ANY -> addAll(passages, run);
    }
    return passages;
  }

  private static void addAll(List<Passage> passages, GradedRun run) {
    boolean hasPayload =
        run.spans().stream().anyMatch(span -> span.input() != null || span.output() != null);
    if (!hasPayload) {
      return;
    }
    addFields(passages, run.run().rootSpanId(), run.run().fields(), RunField.ALL);
    for (Span span : run.spans()) {
      addFields(passages, span.spanId(), span.fields(), SpanField.ALL);
    }
  }

  private static void addFields(
      List<Passage> passages, @Nullable SpanId spanId, Fields fields, List<Field<?>> all) {
    for (Field<?> field : all) {
      Object value = fields.get(field);
      if (value != null) {
        texts(value).forEach(text -> passages.add(new Passage(spanId, text)));
      }
    }
  }

  private static void add(List<Passage> passages, @Nullable Span span, @Nullable Object value) {
    if (span != null && value != null) {
      texts(value).forEach(text -> passages.add(new Passage(span.spanId(), text)));
    }
  }

  private static List<String> texts(Object value) {
    if (value instanceof String text) {
      return List.of(text);
    } else if (value instanceof Payload payload) {
      return switch (payload.form()) {
        case TEXT -> List.of(payload.text());
        case JSON -> jsonTexts(payload.text());
        case BASE64 -> base64Texts(payload.text());
      };
    } else if (value instanceof JsonText json) {
      return jsonTexts(json.text());
    } else if (value instanceof SpanError error) {
      return present(error.type(), error.message(), error.stack());
    } else if (value instanceof Tags tags) {
      return tags.words();
    } else if (value instanceof Git git) {
      return present(git.repository(), git.branch(), git.commit());
    }
    return List.of();
  }

  private static List<String> present(@Nullable String... texts) {
    List<String> present = new ArrayList<>();
    for (String text : texts) {
      if (text != null) {
        present.add(text);
      }
    }
    return present;
  }

  /** The JSON itself, and those strings in it that it spells with escapes. */
  private static List<String> jsonTexts(String json) {
    if (json.indexOf('\\') < 0) {
      return List.of(json);
    }
    List<String> texts = new ArrayList<>();
    texts.add(json);
    addStrings(texts, Json.trusted(new JsonText(json)));
    return texts;
  }

  private static void addStrings(List<String> texts, JsonValue value) {
    if (value instanceof JsonString string) {
      if (string.write().length() > string.value().length() + 2) {
        texts.add(string.value());
      }
    } else if (value instanceof JsonArray array) {
      array.elements().forEach(element -> addStrings(texts, element));
    } else if (value instanceof JsonObject object) {
      object
          .members()
          .forEach(
              (key, member) -> {
                addStrings(texts, new JsonString(key));
                addStrings(texts, member);
              });
    }
  }

  private static List<String> base64Texts(String base64) {
    try {
      return List.of(
          base64, new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // The sender's base64 is kept as it came, also when it is none.
      return List.of(base64);
    }
  }

  /**
   * A text of the run.
   *
   * @param spanId where; null: the run itself
   * @param text the text
   */
  record Passage(@Nullable SpanId spanId, String text) {}
}
