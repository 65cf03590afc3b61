package planted.query;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Offends: final, and a global all the same. */
final class GlobalQueue {
  static final ConcurrentLinkedQueue<String> QUEUE = new ConcurrentLinkedQueue<>();
}
