package dev.spoor.ingest;

import dev.spoor.store.PassedRun;
import dev.spoor.store.SpanWriter;
import dev.spoor.store.WriteSession;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down how far runs were passed on to a receiver. Thread-safe. */
public final class ForwardNotes {
  private final SpanWriter writer;
  private final String receiver;

  /**
   * Notes for a receiver.
   *
   * @param receiver its address
   */
  public ForwardNotes(SpanWriter writer, String receiver) {
    this.writer = writer;
    this.receiver = receiver;
  }

  /** The receiver's address. */
  public String receiver() {
    return receiver;
  }

  /**
   * From now on it is noted which runs change.
   *
   * @param all whether runs that were stored before are to be passed on too
   */
  public void follow(boolean all) {
    write(session -> session.follow(receiver, all));
  }

  /**
   * Runs were passed on.
   *
   * @param refused how many spans were not taken meanwhile, for good
   */
  public void passed(List<PassedRun> runs, long refused) {
    write(
        session -> {
          runs.forEach(run -> session.passed(receiver, run));
          if (refused > 0) {
            session.note(receiver, refused, null);
          }
        });
  }

  /** Nothing arrives for this reason; null: it does again. */
  public void trouble(@Nullable String why) {
    write(session -> session.note(receiver, 0, why));
  }

  private void write(Consumer<WriteSession> notes) {
    writer.write(
        session -> {
          notes.accept(session);
          return true;
        });
  }
}
