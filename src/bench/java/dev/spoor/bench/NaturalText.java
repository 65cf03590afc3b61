package dev.spoor.bench;

import java.util.Random;

/**
 * Words that no dictionary knows, spread as in natural text: that of rank r is 1/r as frequent as
 * the first (Zipf).
 */
final class NaturalText {
  private static final int VOCABULARY = 60_000;

  private final String[] words = new String[VOCABULARY];

  /** Always the same words. */
  NaturalText() {
    Random random = new Random(1);
    for (int rank = 0; rank < VOCABULARY; rank++) {
      words[rank] = word(random);
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int syllable = 0; syllable < 2 + random.nextInt(3); syllable++) {
      word.append("bdfgklmnprst".charAt(random.nextInt(12)));
      word.append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  /** The word of a rank, 0 the most frequent. */
  String word(int rank) {
    return words[rank];
  }

  /** So many words. */
  String text(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ");
      text.append(words[(int) Math.pow(VOCABULARY, random.nextDouble()) - 1]);
    }
    return text.toString();
  }
}
