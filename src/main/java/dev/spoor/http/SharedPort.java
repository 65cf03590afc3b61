package dev.spoor.http;

import dev.spoor.http.Holder.Known;
import dev.spoor.http.Holder.Nobody;
import dev.spoor.http.Holder.Stranger;
import dev.spoor.http.Standing.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A port that several processes share. Whichever binds it serves for all of them, and when that one
 * ends another takes over within 5 s. Where the port is somebody else's, this process serves on a
 * free one.
 */
public final class SharedPort implements AutoCloseable {
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
  private static final int ATTEMPTS = 5;

  /** Whoever bound the port a moment ago may be one of ours that still loads its classes. */
  private static final Duration LONGEST_START = Duration.ofSeconds(10);

  private final Address address;
  private final Site site;
  private final Consumer<Standing> told;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable ServerSocketChannel bound;
  private @Nullable HttpServer server;
  private volatile Standing standing;

  private SharedPort(Address address, Site site, Consumer<Standing> told) throws IOException {
    this.address = address;
    this.site = site;
    this.told = told;
    this.standing = settle(false);
  }

  /**
   * Joins the processes that share a port, and serves when nobody does. Returns when the port is
   * held; the server starts on a thread of its own, and requests wait for it.
   *
   * @param address the shared one; port 0 shares nothing and serves on a free port
   * @param told hears the first standing before this returns, and later each new one
   * @throws IOException when no port of that host can be bound
   */
  public static SharedPort join(Address address, Site site, Consumer<Standing> told)
      throws IOException {
    SharedPort port = new SharedPort(address, site, told);
    told.accept(port.standing);
    Thread thread = new Thread(port::run, "shared-port");
    thread.setDaemon(true);
    thread.start();
    return port;
  }

  /** How this process stands to the port now. */
  public Standing standing() {
    return standing;
  }

  /** Where the pages are now, without a slash at the end. */
  public String url() {
    return standing.url();
  }

  private void run() {
    try {
      serve();
      while (standing.role() == Role.FOLLOWING
          && !closed.await(BETWEEN_CHECKS.toNanos(), TimeUnit.NANOSECONDS)) {
        check();
        serve();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      site.failures().report("serving " + standing.url(), e);
    }
  }

  private void check() {
    try {
      Standing now = settle(true);
      if (!now.equals(standing)) {
        standing = now;
        told.accept(now);
      }
    } catch (IOException | RuntimeException e) {
      site.failures().report("taking over " + address.url(), e);
    }
  }

  /**
   * Binds or finds out who did. Whoever holds the port may end between our attempt to bind and our
   * question, so that nobody answers: then binding is tried again.
   *
   * @param following whether one of ours held the port a moment ago: then a strange answer, or none
   *     in time, may be a busy machine, and is asked for again
   */
  private Standing settle(boolean following) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return hold(HttpServer.bind(address), Role.SERVING, "");
      } catch (SocketException e) {
        Holder holder = following ? PortProbe.ask(address) : PortProbe.ask(address, LONGEST_START);
        if (holder instanceof Known known && known.identity().servesTheSameAs(site.identity())) {
          return new Standing(Role.FOLLOWING, address.url(), "");
        }
        boolean mayPass = following || holder instanceof Nobody;
        if (attempt == ATTEMPTS || !mayPass) {
          return hold(HttpServer.bind(address.withPort(0)), Role.APART, whyApart(holder, e));
        }
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
  }

  private static String whyApart(Holder holder, SocketException refusal) {
    if (holder instanceof Known known) {
      return "is held by %s %s over another store"
          .formatted(known.identity().product(), known.identity().version());
    } else if (holder instanceof Stranger stranger) {
      return "is held by another program, which " + stranger.sign();
    }
    return "cannot be bound (" + refusal.getMessage() + ")";
  }

  private synchronized Standing hold(ServerSocketChannel channel, Role role, String why)
      throws IOException {
    int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    bound = channel;
    return new Standing(role, address.withPort(port).url(), why);
  }

  /** Serves on what was bound; when this was closed meanwhile, lets go of it. */
  private synchronized void serve() throws IOException {
    ServerSocketChannel channel = bound;
    bound = null;
    if (channel == null) {
      return;
    } else if (closed.getCount() == 0) {
      channel.close();
    } else {
      server = HttpServer.start(channel, site);
    }
  }

  /**
   * Leaves the port to the others. Closing twice does nothing.
   *
   * @throws IOException when what was bound cannot be closed
   */
  @Override
  public void close() throws IOException {
    closed.countDown();
    synchronized (this) {
      serve();
      if (server != null) {
        server.close();
        server = null;
      }
    }
  }
}
