package dev.spoor.viewer;

import java.util.List;

/**
 * A menu that narrows the list of runs by one field.
 *
 * @param title what it says
 * @param choices at most {@link #MOST_CHOICES}
 */
record FilterMenu(String title, List<Choice> choices) {
  /** The choices a menu has room for. */
  static final int MOST_CHOICES = 12;

  static FilterMenu of(String title, String parameter, List<String> words, RunSearch search) {
    String chosen = search.value(parameter);
    return new FilterMenu(
        title,
        words.stream()
            .limit(MOST_CHOICES)
            .map(
                word ->
                    word.equals(chosen)
                        ? new Choice(word, search.without(parameter).url(), true)
                        : new Choice(word, search.with(parameter, word).url(), false))
            .toList());
  }

  /**
   * A choice.
   *
   * @param word what it is called
   * @param url the list's address with it, or without it when it is chosen
   * @param chosen whether it is asked for now
   */
  record Choice(String word, String url, boolean chosen) {}
}
