package dev.spoor.app;

import dev.spoor.capture.HookIntake;
import dev.spoor.capture.HookRoutes;
import dev.spoor.capture.TranscriptRoots;
import dev.spoor.codec.RandomIds;
import dev.spoor.evals.Evals;
import dev.spoor.forward.ForwardMeter;
import dev.spoor.forward.Forwarder;
import dev.spoor.forward.Pace;
import dev.spoor.forward.Source;
import dev.spoor.forward.Surroundings;
import dev.spoor.forward.Target;
import dev.spoor.http.GrpcMethod;
import dev.spoor.http.Guard;
import dev.spoor.http.Route;
import dev.spoor.ingest.ForwardNotes;
import dev.spoor.ingest.Ingest;
import dev.spoor.ingest.Pruning;
import dev.spoor.ingest.Retention;
import dev.spoor.ingest.TotalsRecount;
import dev.spoor.mcp.HttpEndpoint;
import dev.spoor.mcp.Links;
import dev.spoor.mcp.Services;
import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.TraceId;
import dev.spoor.otlp.Otlp;
import dev.spoor.query.Analytics;
import dev.spoor.query.ImportedFiles;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.Redactor;
import dev.spoor.rest.Figure;
import dev.spoor.rest.RestApi;
import dev.spoor.rest.RestServices;
import dev.spoor.rest.Scope;
import dev.spoor.store.Receiver;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.PruneReport;
import dev.spoor.viewer.Viewer;
import dev.spoor.watch.Watches;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The wired program over an open store; the one list of what exists. Thread-safe. */
public final class App implements AutoCloseable {
  private static final int RUNS_A_PAGE = 500;

  private final InstantSource clock;
  private final Store store;
  private final Ingest ingest;
  private final RunQuery runs;
  private final Evals evals;
  private final ImportedFiles importedFiles;
  private final Otlp otlp;
  private final Tokens tokens;
  private final LocalKey key;
  private final HookIntake hooks;
  private final ForwardMeter forwarded = new ForwardMeter();

  private App(Store store, Settings settings, InstantSource clock) {
    this.clock = clock;
    this.store = store;
    PriceFiles prices = new PriceFiles(settings.home());
    this.ingest =
        new Ingest(
            store.writer(),
            new Redactor(settings.redaction()),
            prices.book(),
            new Watches(settings.limits()),
            settings.content(),
            clock);
    this.runs = new RunQuery(store.reader(), clock);
    this.evals = new Evals(runs, ingest, clock);
    this.importedFiles = new ImportedFiles(store.reader());
    this.otlp = new Otlp(ingest, store.storeId(), clock);
    this.tokens = new Tokens(settings.home(), random(), clock);
    this.key = new LocalKey(settings.home(), random());
    this.hooks = hooks(settings);
  }

  /** Opens the store, which is made when it does not exist. */
  public static App open(Settings settings) {
    Store store = SqliteStore.open(settings.database(), settings.durability());
    try {
      new TotalsRecount(store.reader(), store.writer()).countOnce();
      return new App(store, settings, systemClock());
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private HookIntake hooks(Settings settings) {
    TranscriptRoots roots = TranscriptRoots.of(System.getenv(), Path.of("").toAbsolutePath());
    return new HookIntake(
        ingest,
        importedFiles,
        roots,
        settings.home(),
        clock,
        line -> System.err.println("spoor: " + line));
  }

  /** The way in. */
  public Ingest ingest() {
    return ingest;
  }

  /** The way out. */
  public RunQuery runs() {
    return runs;
  }

  /** What runs added up to. */
  public Analytics analytics() {
    return new Analytics(store.reader());
  }

  /** How far files of other programs were imported. */
  public ImportedFiles importedFiles() {
    return importedFiles;
  }

  /** Grading. */
  public Evals evals() {
    return evals;
  }

  /** What this process serves over HTTP to people. */
  public List<Route> pages() {
    return new Viewer(runs, clock, ZoneId.systemDefault()).routes();
  }

  /**
   * What this process serves over HTTP to agents.
   *
   * @param version of this program
   * @param links where people look at what an agent recorded
   * @param diagnostics where faults of ours go
   */
  public List<Route> mcp(String version, Links links, PrintStream diagnostics) {
    Services services = new Services(ingest, runs, evals, links);
    return new HttpEndpoint(version, services, diagnostics, random(), clock)
        .routes().stream().map(App::needingAllOfTheTools).toList();
  }

  /** One route leads to tools that record, read and grade. */
  private static Route needingAllOfTheTools(Route route) {
    return route.needing(
        Scope.TRACES_WRITE.word(), Scope.TRACES_READ.word(), Scope.EVALS_RUN.word());
  }

  /**
   * What this process serves over HTTP to programs.
   *
   * @param pageOf where a run is looked at; null when no page is served
   */
  public List<Route> rest(Function<TraceId, @Nullable String> pageOf) {
    RestServices services =
        new RestServices(
            ingest,
            runs,
            analytics(),
            evals,
            this::erase,
            this::whyNotReady,
            pageOf,
            this::forwardFigures,
            new RandomIds(random()),
            clock);
    return new RestApi(services).routes().stream().map(BusyStore::answered).toList();
  }

  private boolean erase(TraceId run) {
    boolean erased = !ingest.erase(List.of(run)).isEmpty();
    store.scrub();
    return erased;
  }

  private Optional<String> whyNotReady() {
    try {
      runs.list(RunFilter.ALL, null, 1);
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Who may call what over HTTP.
   *
   * @param tokenRequired whether every caller needs a token
   */
  Guard guard(boolean tokenRequired) {
    return new TokenGuard(tokens, key, tokenRequired, clock);
  }

  /** What lets callers in. */
  public Tokens tokens() {
    return tokens;
  }

  /** What this process serves over HTTP to programs that send OTLP. */
  public List<Route> otlp() {
    return otlp.routes();
  }

  /** What this process serves to programs that send OTLP over gRPC. */
  public List<GrpcMethod> otlpOverGrpc() {
    return otlp.methods();
  }

  /** What this process serves over HTTP to the hooks of agents. */
  public List<Route> hooks() {
    return new HookRoutes(hooks).routes();
  }

  /**
   * Passes on from now on what is recorded, until it is closed; ends what was begun before when
   * that is set. Empty when nobody is to be passed on to.
   *
   * @param all whether what was recorded before anybody was first passed on to is meant, too
   * @param said hears what people should know
   */
  public Optional<Forwarder> forward(Forwarding forwarding, boolean all, Consumer<String> said) {
    if (forwarding.ended()) {
      store
          .writer()
          .write(
              session -> {
                session.followNobody();
                return true;
              });
    }
    Target target = forwarding.target();
    if (target == null) {
      return Optional.empty();
    }
    Forwarder forwarder =
        new Forwarder(
            target,
            new Source(
                store.storeId(),
                store.reader(),
                new ForwardNotes(store.writer(), target.toString()),
                ingest::giveUpSilentRuns,
                Path.of(store.location() + ".forward")),
            new Surroundings(Pace.STEADY, random(), clock, forwarded, said));
    forwarder.start(all);
    return Optional.of(forwarder);
  }

  /** What a monitor wants to know of that; nothing when nobody is passed on to. */
  private List<Figure> forwardFigures() {
    List<Receiver> receivers = store.reader().receivers();
    if (receivers.isEmpty()) {
      return List.of();
    }
    ForwardMeter.Counts counts = forwarded.counts();
    return List.of(
        Figure.counter("spoor_forwarded_spans_total", "Spans that a receiver took.", counts.sent()),
        Figure.counter(
            "spoor_forward_refused_spans_total",
            "Spans that a receiver did not take, for good.",
            counts.refused()),
        Figure.counter(
            "spoor_forward_retries_total", "Requests that are sent again.", counts.failures()),
        Figure.gauge(
            "spoor_forward_waiting_runs",
            "Runs in the store that are to be passed on.",
            receivers.stream().mapToLong(Receiver::waiting).sum()));
  }

  /** Names the store for as long as it exists. */
  public String storeId() {
    return store.storeId();
  }

  /** The store's path, for messages. */
  public String location() {
    return store.location();
  }

  /**
   * Takes out what is not to be kept any longer; others may write meanwhile.
   *
   * @param dry only to find out what would go
   */
  PruneReport prune(Retention retention, Instant now, boolean dry, Progress progress) {
    PruneReport report =
        new Pruning(store.reader(), store.writer(), ingest, retention, now, dry, progress).run();
    if (!dry && !report.isEmpty()) {
      progress.at("clearing free places", 0, 0);
      store.scrub();
    }
    return report;
  }

  /** All runs that a filter finds. */
  List<Run> find(RunFilter filter, Progress progress) {
    List<Run> found = new ArrayList<>();
    RunCursor after = null;
    do {
      RunPage page = runs.list(filter, after, RUNS_A_PAGE);
      found.addAll(page.runs());
      after = page.next();
      progress.at("looking for runs", found.size(), 0);
    } while (after != null);
    return found;
  }

  Store store() {
    return store;
  }

  /** The machine's time. */
  public static InstantSource systemClock() {
    return InstantSource.system();
  }

  /** What ids are made from. */
  public static RandomGenerator random() {
    return new SecureRandom();
  }

  @Override
  public void close() {
    hooks.close();
    store.close();
  }
}
