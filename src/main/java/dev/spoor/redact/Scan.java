package dev.spoor.redact;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One look through one text. */
final class Scan {
  private static final int LONGEST_MARK = 64;

  private final String text;
  private final List<RedactionRule> rules;
  private int[] done = {};
  private final List<Find> finds = new ArrayList<>();

  private Scan(String text, List<RedactionRule> rules) {
    this.text = text;
    this.rules = rules;
  }

  /**
   * What is to be replaced, in order, without overlaps; nothing is allocated when there is none.
   */
  static List<Find> of(String text, KeywordGate gate, List<RedactionRule> rules) {
    Scan scan = new Scan(text, rules);
    gate.scan(text, scan::tryRule);
    return scan.finds.isEmpty() ? List.of() : scan.merged();
  }

  /** Each rule goes on after what it matched last, so that no text is matched twice by one. */
  private void tryRule(int keyword, int rule) {
    RedactionRule candidate = rules.get(rule);
    int from = candidate.start().of(text, keyword);
    if (from == Start.NONE) {
      return;
    }
    if (done.length == 0) {
      done = new int[rules.size()];
    }
    if (from < done[rule]) {
      return;
    }
    Matcher matcher = candidate.pattern().matcher(new Tail(text, from));
    if (!matcher.lookingAt() || isInMark(from)) {
      return;
    }
    done[rule] = from + matcher.end();
    int group = 0;
    for (int i = 1; group == 0 && i <= matcher.groupCount(); i++) {
      group = matcher.start(i) >= 0 ? i : 0;
    }
    int end = from + matcher.end(group);
    int start = Math.min(end, afterEscape(from + matcher.start(group)));
    if (start < end
        && !text.substring(start, end).contains(Redactor.MARK)
        && candidate.check().agrees(text, start, end)) {
      finds.add(new Find(start, end, rule, false));
    }
  }

  /** A letter behind a backslash belongs to the escape, not to the secret. */
  private int afterEscape(int start) {
    int backslashes = 0;
    while (backslashes < start && text.charAt(start - 1 - backslashes) == '\\') {
      backslashes++;
    }
    char letter = start < text.length() ? text.charAt(start) : ' ';
    if (backslashes % 2 == 0 || "nrtbfu".indexOf(letter) < 0) {
      return start;
    }
    return letter == 'u' ? start + 5 : start + 1;
  }

  /** The names of rules are words like token, which are no secret's name in a mark. */
  private boolean isInMark(int position) {
    int start = position;
    while (start > 0 && position - start < LONGEST_MARK && isOfMark(text.charAt(start - 1))) {
      start--;
    }
    return start > 0 && text.startsWith(Redactor.MARK, start - 1);
  }

  private static boolean isOfMark(char c) {
    return Ascii.isLower(c) || c == '-' || c == ':';
  }

  private List<Find> merged() {
    finds.sort(Comparator.comparingInt(Find::start));
    List<Find> merged = new ArrayList<>();
    Find last = finds.get(0);
    for (Find find : finds.subList(1, finds.size())) {
      if (find.start() < last.end()) {
        last = last.joined(find);
      } else {
        merged.add(last);
        last = find;
      }
    }
    merged.add(last);
    return merged;
  }
}
