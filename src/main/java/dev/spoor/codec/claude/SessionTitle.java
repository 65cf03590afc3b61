package dev.spoor.codec.claude;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session is called: as the user named it, else as Claude Code did, else by its slug. */
final class SessionTitle {
  private final Set<String> uuids = new HashSet<>();
  private @Nullable String given;
  private @Nullable String made;
  private @Nullable String slug;

  /**
   * Sees a line that tells the slug, and of which a summary may speak.
   *
   * @return whether the session is called something else now
   */
  boolean saw(TranscriptLine line) {
    String before = text();
    String uuid = line.text("uuid");
    if (uuid != null) {
      uuids.add(uuid);
    }
    slug = orBefore(line.text("slug"), slug);
    return isNews(before);
  }

  /**
   * Reads a line that names the session.
   *
   * @return whether the session is called something else now
   */
  boolean read(TranscriptLine line) {
    String before = text();
    switch (line.type()) {
      case CUSTOM_TITLE -> given = orBefore(line.text("customTitle"), given);
      case AI_TITLE -> made = orBefore(line.text("aiTitle"), made);
      case SUMMARY -> {
        // Files may hold the summaries of other sessions.
        String leaf = line.text("leafUuid");
        made = leaf != null && uuids.contains(leaf) ? orBefore(line.text("summary"), made) : made;
      }
      default -> throw new IllegalArgumentException(line.type() + " names no session");
    }
    return isNews(before);
  }

  private boolean isNews(@Nullable String before) {
    String now = text();
    return now != null && !now.equals(before);
  }

  /** The name; null while there is none. */
  @Nullable String text() {
    String named = given == null ? made : given;
    return named == null ? slug : named;
  }

  private static @Nullable String orBefore(@Nullable String now, @Nullable String before) {
    return now == null ? before : now;
  }
}
