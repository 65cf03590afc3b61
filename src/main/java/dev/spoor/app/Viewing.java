package dev.spoor.app;

import dev.spoor.http.Identity;
import dev.spoor.http.Route;
import dev.spoor.http.SharedPort;
import dev.spoor.http.Site;
import dev.spoor.http.Standing;
import dev.spoor.http.Standing.Role;
import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages over a store, at an address that all processes over that store share. Nothing is opened
 * before an address is asked for. Thread-safe.
 */
public final class Viewing implements AutoCloseable {
  /** What a server says it is. */
  public static final String PRODUCT = "spoor";

  private final Serving serving;
  private final String version;
  private final Supplier<App> app;
  private final FaultLog faults;
  private final Consumer<String> said;
  private volatile @Nullable SharedPort port;
  private boolean over;

  /**
   * Opens nothing yet.
   *
   * @param version of this program
   * @param app asked when the first address is
   * @param faults where faults of ours go
   * @param said hears, in sentences for people, what else they should know
   */
  public Viewing(
      Serving serving, String version, Supplier<App> app, FaultLog faults, Consumer<String> said) {
    this.serving = serving;
    this.version = version;
    this.app = app;
    this.faults = faults;
    this.said = said;
  }

  /**
   * Serves, or finds who does, unless that was done before.
   *
   * @throws BadInput when others get to the address and there is no token, or it is not this
   *     machine's
   */
  public synchronized Standing start() {
    if (port == null) {
      App opened = app.get();
      boolean reached = isReachedByOthers(opened.tokens());
      Site site =
          new Site(
              new Identity(PRODUCT, version, opened.storeId()),
              () -> routes(opened),
              serving.allowedHosts(),
              faults,
              opened.guard(reached || serving.tokenRequired()));
      try {
        port = SharedPort.join(serving.address(), site, this::say);
      } catch (IOException e) {
        throw notOurs(e);
      }
    }
    return port.standing();
  }

  private List<Route> routes(App opened) {
    List<Route> routes = new ArrayList<>(opened.pages());
    routes.addAll(opened.mcp(version, this::linkTo, faults.stream()));
    routes.addAll(opened.otlp());
    routes.addAll(opened.rest(this::linkTo));
    routes.addAll(opened.hooks());
    return routes;
  }

  /** Whether callers of other machines get here, who must find tokens. */
  private boolean isReachedByOthers(Tokens tokens) {
    try {
      boolean reached = !serving.address().isLoopback();
      if (reached && !tokens.letAnybodyIn()) {
        throw BadInput.of(
                Setting.HOST.variable(),
                "must be a loopback address while there is no token that keeps others out;"
                    + " `spoor token create` makes one")
            .got(Shape.of(serving.address().host()))
            .example(Setting.HOST.variable() + "=" + Setting.HOST.defaultText());
      }
      return reached;
    } catch (IOException e) {
      throw notOurs(e);
    }
  }

  private static BadInput notOurs(IOException cause) {
    return BadInput.of(
            Setting.HOST.variable(), "must be an address of this machine (" + cause + ")")
        .example(Setting.HOST.variable() + "=" + Setting.HOST.defaultText());
  }

  private void say(Standing standing) {
    String shared = "port " + serving.address().port();
    if (standing.role() == Role.APART) {
      said.accept(shared + " " + standing.why() + "; links use " + standing.url());
    }
  }

  /**
   * Where the pages are, without a slash at the end; null when they cannot be served, which is said
   * once.
   */
  public synchronized @Nullable String url() {
    if (over) {
      return null;
    }
    try {
      return start().url();
    } catch (BadInput | UncheckedIOException e) {
      over = true;
      said.accept("no pages are served: " + e.getMessage());
      return null;
    }
  }

  /** The page of a run; null when none can be served. */
  public @Nullable String pageOf(TraceId run) {
    String url = url();
    return url == null ? null : page(url, run);
  }

  /** The page of a run for who called this server, which may be ending: that must not wait. */
  private @Nullable String linkTo(TraceId run) {
    SharedPort serving = port;
    return serving == null ? null : page(serving.url(), run);
  }

  private static String page(String url, TraceId run) {
    return url + "/runs/" + run.runId();
  }

  /** Answers what is under way and leaves the address to the others. */
  @Override
  public synchronized void close() {
    over = true;
    if (port != null) {
      try {
        port.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
