package dev.spoor.model;

import java.util.List;

/**
 * A piece of a span's text around what was looked for.
 *
 * @param source which text of the span
 * @param text the piece, exactly as it is stored
 * @param offset where it begins, in bytes of {@link Wtf8}
 * @param bytes how long the whole text is
 * @param marks what was found in it, by start; at least one
 */
public record Excerpt(Source source, String text, long offset, long bytes, List<Mark> marks) {
  public Excerpt {
    marks = List.copyOf(marks);
  }

  /** The texts of a span in which is searched. */
  public enum Source {
    /** What it is called, and the tool that it calls. */
    NAME,
    /** What went in; of a tool, the arguments. */
    INPUT,
    /** What came out. */
    OUTPUT,
    /** Type, message and stack of its error, one a line. */
    ERROR;

    /** The word in JSON. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A place that was found.
   *
   * @param start its first character in the piece, in UTF-16 code units
   * @param end the one after its last
   */
  public record Mark(int start, int end) {}

  /** Whether something stands before the piece. */
  public boolean cutBefore() {
    return offset > 0;
  }

  /** Whether something stands after it. */
  public boolean cutAfter() {
    return offset + Wtf8.encode(text).length < bytes;
  }
}
