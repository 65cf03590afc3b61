package dev.spoor.store.sqlite;

/** What is stored of a payload is not what was written. */
final class DamagedPayload extends Exception {
  private static final long serialVersionUID = 1L;

  private final String how;
  private final long payload;

  /**
   * Damage that was found.
   *
   * @param payload where it lies, which may be a payload that the asked one was made from
   * @param how what does not fit
   */
  DamagedPayload(long payload, String how) {
    super(how);
    this.how = how;
    this.payload = payload;
  }

  String how() {
    return how;
  }

  long payload() {
    return payload;
  }
}
