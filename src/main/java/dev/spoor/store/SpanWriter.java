package dev.spoor.store;

/**
 * Writes runs, spans and scores.
 *
 * <ul>
 *   <li>A unit of work sees all that was committed before it, by any process, and nothing
 *       half-written.
 *   <li>When {@link #write} returns, all that the unit wrote is durable: a crash of the process
 *       loses nothing of it.
 *   <li>When the unit throws, nothing of it is stored, the exception reaches the caller as it is,
 *       and other units are not touched.
 *   <li>Units of several threads and processes run one after the other; none fails because another
 *       is writing.
 *   <li>Units that wait at the same time may share one transaction.
 *   <li>A bounded amount of work waits. Who brings more waits until there is room; a unit whose
 *       turn does not come in half a minute throws a passing {@link StoreException}, and will never
 *       be run.
 *   <li>A closed or failing store throws {@link StoreException}; then nothing of the unit is
 *       stored.
 * </ul>
 */
public interface SpanWriter {
  /**
   * Runs a unit of work on the writer's thread and waits until it is durable.
   *
   * @param bytes about how much memory the unit holds while it waits
   * @return what the unit returned
   */
  <T> T write(WriteUnit<T> unit, long bytes);

  /** The same for a unit that holds next to nothing. */
  default <T> T write(WriteUnit<T> unit) {
    return write(unit, 0);
  }

  /** Work that reads and writes inside one transaction; it must not keep the session. */
  @FunctionalInterface
  interface WriteUnit<T> {
    /** Does the work; what it throws undoes it. */
    T apply(WriteSession session);
  }
}
