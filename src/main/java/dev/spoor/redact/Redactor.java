package dev.spoor.redact;

import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanError;
import dev.spoor.model.Tags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code [redacted:<rule>]} in the place of secrets. What it says once it says again: text
 * that was redacted stays as it is. Time is linear in the size of the text. Safe for threads.
 */
public final class Redactor {
  /** What every mark begins with. */
  static final String MARK = "[redacted:";

  private static final int MOST_LOOKS = 8;

  private final List<RedactionRule> rules;
  private final KeywordGate gate;

  /** Knows the rules of a mode. */
  public Redactor(RedactionMode mode) {
    rules = rulesOf(mode);
    gate = new KeywordGate(rules);
  }

  /** The rules of a mode; where several see the same secret, the first names it. */
  static List<RedactionRule> rulesOf(RedactionMode mode) {
    Stream<RedactionRule> secrets =
        Stream.of(
                ModelKeys.ALL,
                CloudKeys.ALL,
                CodeKeys.ALL,
                ServiceKeys.ALL,
                Credentials.ALL,
                Assignments.ALL)
            .flatMap(List::stream);
    return switch (mode) {
      case OFF -> List.of();
      case ON -> secrets.toList();
      case STRICT -> Stream.concat(secrets, PersonalData.ALL.stream()).toList();
    };
  }

  /** Whatever a sender said about a run or a span. */
  public Redacted<Fields> fields(Fields fields) {
    Tally tally = new Tally();
    return tally.with(fields.mapEach(value -> any(value, tally)));
  }

  /** A text that is not known to be JSON. */
  public Redacted<String> text(String text) {
    Tally tally = new Tally();
    return tally.with(plain(text, tally));
  }

  /** An input or output; JSON stays well-formed JSON, base64 stays base64. */
  public Redacted<Payload> payload(Payload payload) {
    Tally tally = new Tally();
    return tally.with(payload(payload, tally));
  }

  private Object any(Object value, Tally tally) {
    if (value instanceof String text) {
      return plain(text, tally);
    } else if (value instanceof Payload payload) {
      return payload(payload, tally);
    } else if (value instanceof JsonText json) {
      String text = json(json.text(), tally);
      return text.equals(json.text()) ? json : new JsonText(text);
    } else if (value instanceof SpanError error) {
      SpanError changed =
          new SpanError(
              orNull(error.type(), tally),
              orNull(error.message(), tally),
              orNull(error.stack(), tally));
      return changed.equals(error) ? error : changed;
    } else if (value instanceof Git git) {
      Git changed =
          new Git(
              orNull(git.repository(), tally),
              orNull(git.branch(), tally),
              orNull(git.commit(), tally));
      return changed.equals(git) ? git : changed;
    } else if (value instanceof Tags tags) {
      List<String> words = new ArrayList<>();
      tags.words().forEach(word -> words.add(plain(word, tally)));
      return words.equals(tags.words()) ? tags : Tags.of(words);
    }
    return value;
  }

  private Payload payload(Payload payload, Tally tally) {
    String text =
        switch (payload.form()) {
          case TEXT -> plain(payload.text(), tally);
          case JSON -> json(payload.text(), tally);
          case BASE64 -> base64(payload.text(), tally);
        };
    return text.equals(payload.text()) ? payload : new Payload(payload.form(), text);
  }

  private @Nullable String orNull(@Nullable String text, Tally tally) {
    return text == null ? null : plain(text, tally);
  }

  private String plain(String text, Tally tally) {
    return settled(text, tally, seen -> Scan.of(seen, gate, rules));
  }

  private String json(String text, Tally tally) {
    return settled(text, tally, seen -> JsonPlaces.fit(seen, Scan.of(seen, gate, rules)));
  }

  /**
   * Looks again at what was marked: a mark can show what its secret hid, as a name that was too
   * long before. Nearly always the second look finds nothing.
   */
  private String settled(String text, Tally tally, Function<String, List<Find>> look) {
    String settled = text;
    List<Find> finds = look.apply(text);
    for (int looks = 1; !finds.isEmpty() && looks <= MOST_LOOKS; looks++) {
      settled = marked(settled, finds, tally);
      finds = look.apply(settled);
    }
    return settled;
  }

  /** Bytes are looked at as Latin-1, which gives each byte back as it was. */
  private String base64(String base64, Tally tally) {
    try {
      String bytes = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      String changed = plain(bytes, tally);
      return changed.equals(bytes)
          ? base64
          : Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return plain(base64, tally);
    }
  }

  private String marked(String text, List<Find> finds, Tally tally) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (Find find : finds) {
      String rule = rules.get(find.rule()).id();
      tally.add(rule);
      String quote = find.literal() ? "\"" : "";
      out.append(text, from, find.start()).append(quote).append(MARK).append(rule);
      out.append(']').append(quote);
      from = find.end();
    }
    return out.append(text, from, text.length()).toString();
  }
}
