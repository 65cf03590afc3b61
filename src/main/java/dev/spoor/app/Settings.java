package dev.spoor.app;

import dev.spoor.ingest.Ingest;
import dev.spoor.ingest.Retention;
import dev.spoor.redact.RedactionMode;
import dev.spoor.remote.RemoteAddress;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.watch.RunLimits;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is set, typed; {@link Setting} tells what each is.
 *
 * @param home the user's folder
 * @param database the store's file
 * @param redaction what is replaced before it is stored
 * @param content whether inputs and outputs are kept
 * @param durability when a write counts as done
 * @param serving where pages are served
 * @param remote the server elsewhere that is recorded to; null for a store of this machine
 * @param sessionId session of runs that name none; null without one
 * @param project project of runs that name none; null without one
 * @param feature feature of runs that name none; null without one
 * @param tags tags of every run recorded here
 * @param limits limits of one run
 * @param retention how long and how much is kept
 * @param forwarding who is passed on to what is recorded
 * @param traceparent the caller's place in a trace, W3C form; null without one
 */
public record Settings(
    Path home,
    Path database,
    RedactionMode redaction,
    Ingest.Content content,
    Durability durability,
    Serving serving,
    @Nullable RemoteAddress remote,
    @Nullable String sessionId,
    @Nullable String project,
    @Nullable String feature,
    List<String> tags,
    RunLimits limits,
    Retention retention,
    Forwarding forwarding,
    @Nullable String traceparent) {
  public Settings {
    tags = List.copyOf(tags);
  }

  /** The same settings over another store. */
  public Settings withDatabase(Path file) {
    return new Settings(
        home,
        file,
        redaction,
        content,
        durability,
        serving,
        remote,
        sessionId,
        project,
        feature,
        tags,
        limits,
        retention,
        forwarding,
        traceparent);
  }
}
