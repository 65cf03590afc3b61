package planted.forgotten;

import org.junit.jupiter.api.Test;

/** Offends twice: a method and a class that JUnit passes over. */
class ForgottenTest {
  void plain_isForgotten() {}

  private void helper() {}

  class Inner {
    @Test
    void inner_isForgotten() {}
  }
}
