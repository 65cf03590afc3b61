package dev.spoor.evals;

import dev.spoor.evals.TextScope.Passage;
import dev.spoor.evals.Verdict.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A text must be there, or must not be.
 *
 * @param match what is looked for
 * @param wanted what is looked for, as the caller wrote it
 * @param scope where
 * @param negated whether it must not be there
 */
record TextRule(TextMatch match, String wanted, TextScope scope, boolean negated) implements Rule {
  @Override
  public boolean readsPayloads() {
    return true;
  }

  @Override
  public Finding grade(GradedRun run) {
    List<Passage> passages = scope.passages(run);
    if (passages.isEmpty()) {
      return Finding.missing("nothing to search: " + scope.where() + " is not recorded", List.of());
    }
    List<Evidence> hits = new ArrayList<>();
    int found = 0;
    for (Passage passage : passages) {
      TextMatch.Place place = match.in(passage.text());
      if (place != null) {
        found++;
        if (hits.size() < Verdict.MAX_EVIDENCE) {
          hits.add(
              new Evidence(
                  passage.spanId(), Quote.around(passage.text(), place.start(), place.end())));
        }
      }
    }
    String reason =
        "%s %s in %s (%s), expected %s"
            .formatted(
                Quote.of(wanted),
                found == 0 ? "not found" : "found",
                scope.where(),
                found == 0
                    ? Counted.of(passages.size(), "text") + " searched"
                    : found + " of " + Counted.of(passages.size(), "text"),
                negated ? "not to be there" : "to be there");
    return Finding.of(negated == (found == 0), reason, hits);
  }
}
