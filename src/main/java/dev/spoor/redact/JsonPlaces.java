package dev.spoor.redact;

import java.util.ArrayList;
import java.util.List;

/** Knows, going forward through compact JSON, what is inside a string. */
final class JsonPlaces {
  private final String json;
  private int position;
  private boolean inside;
  private int quotes;

  private JsonPlaces(String json) {
    this.json = json;
  }

  /**
   * The finds that lie within one string, as they are, and those within a number or another bare
   * word, widened to all of it. What would tear the JSON's structure is no secret: a rule took the
   * quotation mark that closes a string for one that opens a value.
   */
  static List<Find> fit(String json, List<Find> finds) {
    if (finds.isEmpty()) {
      return finds;
    }
    JsonPlaces places = new JsonPlaces(json);
    List<Find> fitting = new ArrayList<>();
    for (Find find : finds) {
      if (find.start() < places.position) {
        continue;
      }
      places.advance(find.start());
      boolean startsInside = places.inside;
      int before = places.quotes;
      places.advance(find.end());
      boolean inOnePiece = places.quotes == before && places.position == find.end();
      if (startsInside && inOnePiece) {
        fitting.add(find);
      } else if (!startsInside && places.isBare(find)) {
        fitting.add(places.widened(find));
      }
    }
    return fitting;
  }

  private void advance(int to) {
    while (position < to) {
      char c = json.charAt(position);
      if (c == '"') {
        inside = !inside;
        quotes++;
      }
      position += inside && c == '\\' ? 2 : 1;
    }
  }

  private boolean isBare(Find find) {
    for (int i = find.start(); i < find.end(); i++) {
      if (!inBareWord(json.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private Find widened(Find find) {
    int start = find.start();
    while (start > 0 && inBareWord(json.charAt(start - 1))) {
      start--;
    }
    int end = find.end();
    while (end < json.length() && inBareWord(json.charAt(end))) {
      end++;
    }
    advance(end);
    return new Find(start, end, find.rule(), true);
  }

  private static boolean inBareWord(char c) {
    return Ascii.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
  }
}
