package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.store.PassedRun;
import dev.spoor.store.Receiver;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is promised to those who pass runs on. */
public abstract class ForwardContract extends FreshStore {
  private static final String RECEIVER = "http://127.0.0.1:4318/v1/traces";
  private static final String OTHER = "http://example.com/v1/traces";

  private List<PassedRun> toPass(String receiver) {
    return reader().toPass(receiver, 100);
  }

  private static PassedRun passed(long run, long revision) {
    return new PassedRun(Runs.id(run), revision, null);
  }

  private static PassedRun fresh(long run) {
    return passed(run, 0);
  }

  private void follow(String receiver, boolean all) {
    write(session -> session.follow(receiver, all));
  }

  @Test
  void nobodyFollows_nothingIsNoted() {
    put(Runs.run(1));
    assertEquals(List.of(), toPass(RECEIVER));
    assertEquals(List.of(), reader().receivers());
  }

  @Test
  void runsThatComeOrChange_areToBePassed_inOrder() {
    put(Runs.run(1), Runs.run(2));
    follow(RECEIVER, false);
    put(Runs.run(4));
    put(Runs.run(3));
    put(Runs.make(1).revision(2).run());
    assertEquals(List.of(fresh(1), fresh(4), fresh(3)), toPass(RECEIVER));
    assertEquals(List.of(fresh(1), fresh(4)), reader().toPass(RECEIVER, 2));
    assertEquals(List.of(new Receiver(RECEIVER, 3, 0, null)), reader().receivers());
  }

  @Test
  void followingAll_takesWhatWasThere_butWhatWasPassedAlready() {
    put(Runs.run(1), Runs.run(2));
    follow(RECEIVER, true);
    assertEquals(List.of(fresh(1), fresh(2)), toPass(RECEIVER));
    write(session -> session.passed(RECEIVER, passed(1, Runs.run(1).revision())));
    follow(RECEIVER, true);
    assertEquals(List.of(fresh(2)), toPass(RECEIVER));
  }

  @Test
  void passedRun_isThroughUntilItChanges() {
    follow(RECEIVER, false);
    put(Runs.make(1).revision(5).run());
    write(session -> session.passed(RECEIVER, new PassedRun(Runs.id(1), 5, 77L)));
    assertEquals(List.of(), toPass(RECEIVER));
    put(Runs.make(1).revision(6).run());
    assertEquals(List.of(new PassedRun(Runs.id(1), 5, 77L)), toPass(RECEIVER));
  }

  @Test
  void runThatChangedMeanwhile_isStillToBePassed() {
    follow(RECEIVER, false);
    put(Runs.make(1).revision(5).run());
    put(Runs.make(1).revision(6).run());
    write(session -> session.passed(RECEIVER, passed(1, 5)));
    assertEquals(List.of(passed(1, 5)), toPass(RECEIVER));
  }

  @Test
  void receivers_areIndependent() {
    follow(RECEIVER, false);
    follow(OTHER, false);
    put(Runs.run(1));
    write(session -> session.passed(RECEIVER, passed(1, Runs.run(1).revision())));
    write(session -> session.note(OTHER, 2, "no answer"));
    write(session -> session.note(OTHER, 1, "still none"));
    assertEquals(List.of(), toPass(RECEIVER));
    assertEquals(List.of(fresh(1)), toPass(OTHER));
    assertEquals(
        List.of(new Receiver(RECEIVER, 0, 0, null), new Receiver(OTHER, 1, 3, "still none")),
        reader().receivers());
    write(session -> session.followNobody());
    assertEquals(List.of(), reader().receivers());
    put(Runs.run(2));
    assertEquals(List.of(), toPass(OTHER));
  }

  @Test
  void erasedRun_isNotPassed_andComesBackAsANewOne() {
    follow(RECEIVER, false);
    put(Runs.run(1), Runs.run(2));
    write(session -> session.passed(RECEIVER, passed(1, Runs.run(1).revision())));
    write(
        session -> {
          session.erase(Runs.id(1));
          session.erase(Runs.id(2));
          session.passed(RECEIVER, passed(2, 1));
        });
    assertEquals(List.of(), toPass(RECEIVER));
    put(Runs.run(1), Runs.run(2));
    assertEquals(Set.of(fresh(1), fresh(2)), Set.copyOf(toPass(RECEIVER)));
  }

  @Test
  void foldedRun_isPassedAsPartOfTheOther() {
    follow(RECEIVER, false);
    put(Runs.run(1), Runs.run(2));
    put(Spans.span(1, 1), Spans.span(2, 2));
    write(session -> session.passed(RECEIVER, passed(1, Runs.run(1).revision())));
    write(session -> session.passed(RECEIVER, passed(2, Runs.run(2).revision())));
    long revision = Runs.run(1).revision();
    write(
        session -> {
          session.fold(Runs.id(2), Runs.id(1), 1, Set.of());
          session.put(Runs.make(1).revision(revision + 1).run());
        });
    assertEquals(List.of(passed(1, revision)), toPass(RECEIVER));
    assertEquals(2, reader().rows(Runs.id(1), revision).size());
  }
}
