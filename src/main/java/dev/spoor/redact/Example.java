package dev.spoor.redact;

/**
 * Makes keys for the rules' examples. They stand nowhere whole in this program's source, so that
 * nobody's scanner takes them for real ones.
 */
final class Example {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Example() {}

  static String base62(int length) {
    return of(length, BASE62);
  }

  static String upper(int length) {
    return of(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  }

  static String lower(int length) {
    return of(length, "0123456789abcdefghijklmnopqrstuvwxyz");
  }

  static String hex(int length) {
    return of(length, "0123456789abcdef");
  }

  /** Evenly spread characters, the same at every call. */
  private static String of(int length, String alphabet) {
    StringBuilder text = new StringBuilder();
    long state = length;
    for (int i = 0; i < length; i++) {
      state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      text.append(alphabet.charAt((int) ((state >>> 33) % alphabet.length())));
    }
    return text.toString();
  }
}
