package dev.spoor.cli;

import dev.spoor.model.BadInput;
import java.util.Locale;
import java.util.Optional;

/** Asks before something that cannot be taken back. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Whether it is to be done.
   *
   * @param yes whether that was said with {@code --yes}
   * @param question to be answered with yes or no
   * @throws BadInput when nobody can be asked
   */
  static boolean given(boolean yes, String question) {
    if (yes) {
      return true;
    }
    // Newer Java has a console also where there is no terminal; it then reads no line.
    return Optional.ofNullable(System.console())
        .map(console -> console.readLine("%s [y/N] ", question))
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT).matches("y|yes"))
        .orElseThrow(
            () -> BadInput.of("--yes", "is required where nobody can be asked: " + question));
  }
}
