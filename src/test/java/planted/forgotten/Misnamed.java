package planted.forgotten;

import org.junit.jupiter.api.Test;

/** Offends: Maven looks for ...Test. */
class Misnamed {
  @Test
  void misnamed_isForgotten() {}
}
