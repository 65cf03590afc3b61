package dev.spoor.app;

import dev.spoor.ingest.Preparation;
import dev.spoor.mcp.RemoteServices;
import dev.spoor.redact.Redactor;
import dev.spoor.remote.Delivery;
import dev.spoor.remote.RemoteAddress;
import dev.spoor.remote.RemoteServer;
import dev.spoor.remote.Spool;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a process works with that records to a server elsewhere. It is made when it is first needed,
 * since a process is often spawned only to be asked what it can do. Thread-safe.
 */
public final class LazyRemote implements Supplier<RemoteServices>, AutoCloseable {
  private final Settings settings;
  private final RemoteAddress address;
  private final String version;
  private final Consumer<String> said;
  private @Nullable RemoteServices made;

  /**
   * Asks nothing yet.
   *
   * @param address of the server
   * @param version of this program
   * @param said hears, in sentences for people, what becomes of what waits
   */
  public LazyRemote(
      Settings settings, RemoteAddress address, String version, Consumer<String> said) {
    this.settings = settings;
    this.address = address;
    this.version = version;
    this.said = said;
  }

  @Override
  public synchronized RemoteServices get() {
    if (made == null) {
      RemoteServer server = server(address, version);
      made =
          new RemoteServices(
              server,
              new Delivery(server, new Spool(settings.home(), address), App.systemClock(), said),
              new Preparation(new Redactor(settings.redaction()), settings.content()));
    }
    return made;
  }

  static RemoteServer server(RemoteAddress address, String version) {
    return new RemoteServer(address, Viewing.PRODUCT, version, App.systemClock());
  }

  /** Whether anything needed it so far. */
  public synchronized boolean isMade() {
    return made != null;
  }

  @Override
  public void close() {
    if (isMade()) {
      get().delivery().close();
    }
  }
}
