package dev.spoor.viewer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run or session before its script has drawn it.
 *
 * @param frame what every page has around it
 * @param title the run's name, or the session's
 * @param status how it stands, the word
 * @param facts short facts under the title, in order
 * @param dataUrl where its spans are
 */
record TimelinePage(
    Pages.Frame frame, String title, String status, List<Fact> facts, String dataUrl) {
  /** The style sheets of these pages. */
  static final List<String> STYLES =
      List.of(
          "run.css",
          "waterfall.css",
          "rows.css",
          "bars.css",
          "panel.css",
          "receipt.css",
          "replay.css");

  /**
   * A fact about the whole.
   *
   * @param text what is said
   * @param mono whether a machine said it
   * @param url where it leads; null when nowhere
   * @param time the moment that the text names; null when it names none
   */
  record Fact(String text, boolean mono, @Nullable String url, @Nullable Instant time) {
    static Fact of(String text) {
      return new Fact(text, false, null, null);
    }

    static Fact machine(String text) {
      return new Fact(text, true, null, null);
    }

    static Fact link(String text, String url) {
      return new Fact(text, false, url, null);
    }

    static Fact at(Instant time) {
      return new Fact(time.toString(), false, null, time);
    }
  }
}
