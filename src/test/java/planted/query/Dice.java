package planted.query;

import java.util.UUID;

/** Offends: randomness of its own. */
final class Dice {
  String name() {
    return UUID.randomUUID().toString();
  }
}
