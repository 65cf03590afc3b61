package dev.spoor.codec.claude;

import dev.spoor.codec.session.FirstLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a turn is called: the first line of what was asked, as a person would tell it. */
final class Title {
  private static final Pattern COMMAND = Pattern.compile("<command-name>([^<]*)</command-name>");
  private static final Pattern ARGUMENTS =
      Pattern.compile("<command-args>(.*?)</command-args>", Pattern.DOTALL);
  private static final Pattern NOTIFICATION =
      Pattern.compile("<task-notification>.*?<summary>(.*?)</summary>", Pattern.DOTALL);
  private static final Pattern ASIDE =
      Pattern.compile("\\A\\s*<(ide_[a-z_]+|system-reminder)>.*?</\\1>", Pattern.DOTALL);

  private Title() {}

  /** The title of a turn; the other text when nothing was said that can be one. */
  static String of(String words, String other) {
    return FirstLine.of(told(words), other);
  }

  private static String told(String words) {
    Matcher command = COMMAND.matcher(words);
    if (words.startsWith("<command-") && command.find()) {
      Matcher arguments = ARGUMENTS.matcher(words);
      return command.group(1).strip() + (arguments.find() ? " " + arguments.group(1).strip() : "");
    }
    Matcher notification = NOTIFICATION.matcher(words);
    if (notification.lookingAt()) {
      return notification.group(1);
    }
    String rest = words;
    for (Matcher aside = ASIDE.matcher(rest); aside.lookingAt(); aside = ASIDE.matcher(rest)) {
      rest = rest.substring(aside.end());
    }
    return rest.isBlank() ? words : rest;
  }
}
