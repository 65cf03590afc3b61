package dev.spoor.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Tells what chance made from what people wrote. */
final class Likeness {
  private static final double LEAST_ENTROPY = 3.0;

  /** Of all neighbours in a random text about 4 in 10 differ in kind, in names less than 2. */
  private static final double LEAST_CHANGES = 0.22;

  private static final int SHORTEST_PASSWORD = 6;
  private static final List<String> TEMPLATES =
      List.of("${", "$(", "{{", "<", "%(", "%s", "%{", "***", "...", "process.env", "os.environ");
  private static final List<String> STAND_INS =
      List.of("your", "example", "placeholder", "changeme", "xxxx", "dummy", "redacted", "insert");

  private Likeness() {}

  /** Bits a character, by Shannon. */
  static double entropy(String value) {
    int[] counts = new int[128];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 127]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / value.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  static boolean isMixed(String value) {
    return hasDigit(value) && hasLetter(value) && entropy(value) >= LEAST_ENTROPY;
  }

  static boolean isRandom(String value) {
    return isMixed(value)
        && kindChanges(value) >= value.length() * LEAST_CHANGES
        && !isUuid(value)
        && !isStandIn(value);
  }

  static boolean isUnlikeWord(String value) {
    boolean word = !hasDigit(value) && kindChanges(value) < value.length() * LEAST_CHANGES;
    return !word && !isUuid(value) && !isTemplate(value) && !isPath(value);
  }

  /** In quotes: something with a digit or a sign in it that is no path and no blank to fill in. */
  static boolean isPassword(String value) {
    return value.length() >= SHORTEST_PASSWORD
        && ",.;:+)}]".indexOf(value.charAt(0)) < 0
        && hasLetter(value)
        && (hasDigit(value) || hasSign(value))
        && !isTemplate(value)
        && !isPath(value);
  }

  /** Without quotes it may be a piece of program as well. */
  static boolean isBarePassword(String value) {
    return isPassword(value) && hasDigit(value) && (value.indexOf('.') < 0 || isRandom(value));
  }

  static boolean isTemplate(String value) {
    if (value.startsWith("$")
        && value.chars().skip(1).allMatch(c -> c == '_' || Ascii.isUpper((char) c))) {
      return true;
    }
    if (value.startsWith("{") && value.endsWith("}")) {
      return true;
    }
    return TEMPLATES.stream().anyMatch(value::contains);
  }

  static boolean isBasicCredentials(String base64) {
    try {
      String decoded = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      return decoded.indexOf(':') >= 0 && decoded.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isStandIn(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return STAND_INS.stream().anyMatch(lower::contains);
  }

  private static boolean isPath(String value) {
    return value.startsWith("/")
        || value.startsWith("./")
        || value.startsWith("#/")
        || value.startsWith("@/")
        || value.contains("://");
  }

  static boolean isUuid(String value) {
    if (value.length() != 36) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? value.charAt(i) != '-' : !Ascii.isHex(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** How often neighbours are of different kinds; a capital begins a word and counts once. */
  private static int kindChanges(String value) {
    int changes = 0;
    for (int i = 1; i < value.length(); i++) {
      char before = value.charAt(i - 1);
      char here = value.charAt(i);
      boolean digitEdge =
          (Ascii.isDigit(before) && Ascii.isLetter(here))
              || (Ascii.isLetter(before) && Ascii.isDigit(here));
      if (digitEdge || (Ascii.isLower(before) && Ascii.isUpper(here))) {
        changes++;
      }
    }
    return changes;
  }

  private static boolean hasDigit(String value) {
    return value.chars().anyMatch(c -> Ascii.isDigit((char) c));
  }

  private static boolean hasLetter(String value) {
    return value.chars().anyMatch(c -> Ascii.isLetter((char) c));
  }

  private static boolean hasSign(String value) {
    return value.chars().anyMatch(c -> "!@#$%^&*+=?~".indexOf(c) >= 0);
  }
}
