package dev.spoor.cli;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Where commands print. Colour only on a terminal that wants it; what a trace says can never move
 * the cursor or recolour the screen.
 */
final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean colour;

  Terminal(PrintStream out, PrintStream err, boolean colour) {
    this.out = out;
    this.err = err;
    this.colour = colour;
  }

  /** The process's own streams. */
  static Terminal ofProcess() {
    return new Terminal(System.out, System.err, Ansi.AUTO.enabled());
  }

  /** Prints data. */
  void print(String line) {
    out.println(line);
  }

  /** Says how far something is, beside the data. */
  void progress(String line) {
    err.println(line);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** The text in a style, when there is colour. */
  String styled(Style style, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  /** A bar for a share of the whole; nothing where no person looks. */
  String bar(double share, int width) {
    return colour ? styled(Style.CYAN, "\u2588".repeat((int) Math.round(share * width))) : "";
  }

  /** How text can look. */
  enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    MAGENTA("35"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /**
   * Text of a trace on one line: control and direction characters become visible, and too much is
   * cut.
   */
  static String safe(String text, int mostCharacters) {
    StringBuilder safe = new StringBuilder();
    int at = 0;
    while (at < text.length() && safe.length() < mostCharacters) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\n' || point == '\r' || point == '\t') {
        safe.append(' ');
      } else if (isInvisible(point)) {
        safe.append('\uFFFD');
      } else {
        safe.appendCodePoint(point);
      }
    }
    return at < text.length() ? safe + "…" : safe.toString();
  }

  private static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
