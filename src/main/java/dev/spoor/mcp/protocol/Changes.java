package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells every client that listens what changed in what is offered. Features that have one declare
 * {@code listChanged} and {@code subscribe}. Thread-safe.
 */
public final class Changes {
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

  /** What changed. */
  enum Kind {
    TOOLS("notifications/tools/list_changed", "toolsListChanged"),
    PROMPTS("notifications/prompts/list_changed", "promptsListChanged"),
    RESOURCES("notifications/resources/list_changed", "resourcesListChanged"),
    RESOURCE("notifications/resources/updated", "resourceSubscriptions");

    private final String method;
    private final String filter;

    Kind(String method, String filter) {
      this.method = method;
      this.filter = filter;
    }

    /** The notification. */
    String method() {
      return method;
    }

    /** The member of a subscription's filter that asks for it. */
    String filter() {
      return filter;
    }
  }

  /**
   * A change.
   *
   * @param kind what changed
   * @param uri which resource; null for a list
   */
  record Change(Kind kind, @Nullable String uri) {
    /** The parameters of the notification, without {@code _meta}. */
    JsonObject.Builder params() {
      return JsonObject.builder().put("uri", uri);
    }
  }

  /** The list of tools is another. */
  public void tools() {
    tell(new Change(Kind.TOOLS, null));
  }

  /** The list of prompts is another. */
  public void prompts() {
    tell(new Change(Kind.PROMPTS, null));
  }

  /** The list of resources is another. */
  public void resources() {
    tell(new Change(Kind.RESOURCES, null));
  }

  /** A resource reads differently. */
  public void resource(String uri) {
    tell(new Change(Kind.RESOURCE, uri));
  }

  /** Tells this listener, too. */
  void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  /** Tells this listener no more. */
  void leave(Consumer<Change> listener) {
    listeners.remove(listener);
  }

  private void tell(Change change) {
    listeners.forEach(listener -> listener.accept(change));
  }
}
