package planted.query;

import java.time.Instant;

/** Offends: a clock of its own. */
final class AskingTheTime {
  Instant now() {
    return Instant.now();
  }
}
