package dev.spoor.price;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model's name as senders write it, taken apart: who serves it, and the spellings under which a
 * price table may know it. Nothing is cut off that could be a part of the version: {@code gpt-5.5}
 * never becomes {@code gpt-5}.
 *
 * @param host the provider's id that the name itself gives; null when it gives none
 * @param spellings lower case, the one nearest to what was sent first
 */
record ModelName(@Nullable String host, List<String> spellings) {
  private static final String ARN = "arn:aws";
  private static final String PUBLISHER = "publishers/";
  private static final String MODELS = "models/";
  private static final Pattern BRACKETS = Pattern.compile("\\[[0-9a-z]+\\]$");
  private static final String REGION = "(?:us-gov|us|eu|apac|au|jp|in|ca|global)\\.";
  private static final String MAKER =
      "(?:anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|writer|nvidia|google"
          + "|moonshotai|moonshot|minimax|zai)\\.";
  private static final Pattern BEDROCK = Pattern.compile("^(" + REGION + ")?" + MAKER + "[a-z]");
  private static final Pattern BEDROCK_REGION = Pattern.compile("^" + REGION);
  private static final Pattern BEDROCK_MAKER = Pattern.compile("^" + MAKER);

  /** Bedrock's: any after a date, else only the first, since {@code -v2} is another model. */
  private static final Pattern REVISION = Pattern.compile("(?:(-\\d{8})-v\\d+|-v1)(?::\\d+)?$");

  private static final Pattern AT_DATE = Pattern.compile("@(20\\d{6})$");
  private static final Pattern AT_WORD = Pattern.compile("@(?:latest|default)$");
  private static final Pattern DATE = Pattern.compile("-20\\d{2}(?:\\d{4}|-\\d{2}-\\d{2})$");

  /** How hard a model was told to think; its tokens cost the same. */
  private static final Pattern EFFORT =
      Pattern.compile(
          "^((?:claude-|gpt-\\d|o\\d).*)[-:](?:thinking|minimal|low|medium|high|xhigh)$");

  private static final Pattern FAMILY_LAST =
      Pattern.compile("^claude-(\\d{1,2}(?:[.-]\\d{1,2})?)-(opus|sonnet|haiku)");

  ModelName {
    spellings = List.copyOf(spellings);
  }

  /**
   * Takes a name apart.
   *
   * @param hostOf the provider's id for a word that may stand before a name; null when unknown
   */
  static ModelName of(String sent, Function<String, @Nullable String> hostOf) {
    String lower = sent.strip().toLowerCase(Locale.ROOT);
    String text = BRACKETS.matcher(lower).replaceAll("");
    List<String> bare = new ArrayList<>(List.of(text));
    String host = null;
    if (text.startsWith(ARN)) {
      host = "aws";
      bare.add(text.substring(text.lastIndexOf('/') + 1));
    } else if (text.contains(PUBLISHER) && text.contains(MODELS)) {
      host = "google";
      bare.add(text.substring(text.lastIndexOf(MODELS) + MODELS.length()));
    } else {
      host = withoutPrefixes(bare, hostOf);
    }
    if (host == null && BEDROCK.matcher(bare.get(bare.size() - 1)).find()) {
      host = "aws";
    }
    return new ModelName(host, spellings(bare));
  }

  /** Adds the name without each known word before it; the first such word is who serves it. */
  private static @Nullable String withoutPrefixes(
      List<String> bare, Function<String, @Nullable String> hostOf) {
    String host = null;
    String text = bare.get(0);
    if (text.startsWith(MODELS)) {
      text = text.substring(MODELS.length());
      bare.add(text);
    }
    int slash = text.indexOf('/');
    while (slash > 0) {
      String word = hostOf.apply(text.substring(0, slash));
      if (word == null && host == null) {
        break;
      }
      host = host == null ? word : host;
      text = text.substring(slash + 1);
      bare.add(text);
      slash = text.indexOf('/');
    }
    return host;
  }

  private static List<String> spellings(List<String> bare) {
    Set<String> all = new LinkedHashSet<>(bare);
    extend(all, name -> BEDROCK_REGION.matcher(name).replaceFirst(""));
    extend(all, name -> BEDROCK_MAKER.matcher(name).replaceFirst(""));
    extend(all, name -> REVISION.matcher(name).replaceFirst("$1"));
    extend(all, name -> AT_DATE.matcher(name).replaceFirst("-$1"));
    extend(all, name -> AT_WORD.matcher(name).replaceFirst(""));
    extend(all, name -> betweenDigits(name, '.', '-'));
    extend(all, name -> betweenDigits(name, '-', '.'));
    extend(all, ModelName::familyFirst);
    extend(all, name -> EFFORT.matcher(name).replaceFirst("$1"));
    extend(all, name -> DATE.matcher(name).replaceFirst(""));
    return List.copyOf(all);
  }

  private static void extend(Set<String> all, UnaryOperator<String> step) {
    all.addAll(all.stream().map(step).toList());
    all.remove("");
  }

  /** Cursor's {@code claude-4.5-sonnet} is Anthropic's {@code claude-sonnet-4-5}. */
  private static String familyFirst(String name) {
    Matcher matcher = FAMILY_LAST.matcher(name);
    return matcher.find() ? matcher.replaceFirst("claude-$2-$1") : name;
  }

  /** Changes the sign in a version such as {@code 4.5}, never in a date. */
  private static String betweenDigits(String name, char from, char to) {
    StringBuilder changed = new StringBuilder(name);
    for (int i = 1; i < name.length() - 1; i++) {
      if (name.charAt(i) == from
          && digits(name, i, -1) <= 2
          && digits(name, i, -1) > 0
          && digits(name, i, 1) <= 2
          && digits(name, i, 1) > 0) {
        changed.setCharAt(i, to);
      }
    }
    return changed.toString();
  }

  /** How many digits follow a place in one direction. */
  private static int digits(String name, int place, int step) {
    int count = 0;
    for (int i = place + step; i >= 0 && i < name.length() && isDigit(name.charAt(i)); i += step) {
      count++;
    }
    return count;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
