package dev.spoor.model;

/**
 * The place in what a search finds after which the next page begins.
 *
 * @param place a number whose meaning only the store knows
 */
public record SearchCursor(long place) {
  private static final int RADIX = 36;

  /** Digits and small letters. */
  public String text() {
    return Long.toString(place, RADIX);
  }

  /** Reads what {@link #text} wrote; anything else is {@link BadInput} on {@code cursor}. */
  public static SearchCursor parse(String text) {
    try {
      return new SearchCursor(Long.parseUnsignedLong(text, RADIX));
    } catch (NumberFormatException e) {
      throw BadInput.of("cursor", "must be the cursor of an earlier answer, unchanged")
          .got(Shape.of(text))
          .example("\"cursor\": \"1z141z5\"");
    }
  }
}
