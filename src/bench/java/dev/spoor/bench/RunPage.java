package dev.spoor.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.viewer.Viewer;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A run of 50,000 spans: its data with SQL and encoding, and from navigation until it is painted in
 * Chromium, each beside a run of 100 spans in the same process. Needs {@code chromium}.
 */
public final class RunPage {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String SCROLL =
      """
      new Promise(done => {
        const times = [];
        const step = now => {
          times.push(now);
          if (times.length > 200) {
            const gaps = times.slice(1).map((t, i) => t - times[i]).sort((a, b) => a - b);
            done(gaps[Math.floor(gaps.length * 0.95)]);
          } else {
            scrollBy(0, 26);
            requestAnimationFrame(step);
          }
        };
        requestAnimationFrame(step);
      })""";
  private static final int ROUNDS = 7;
  private static final int BATCH = 1_000;

  private final String url;

  private RunPage(String url) {
    this.url = url;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("spoor-bench-");
    try (Store store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL)) {
      TraceId small = record(store, 1, 100);
      TraceId large = record(store, 2, 50_000);
      InstantSource clock = InstantSource.system();
      Viewer viewer = new Viewer(new RunQuery(store.reader(), clock), clock, ZoneOffset.UTC);
      Site site =
          new Site(
              new Identity("spoor", "bench", store.storeId()),
              viewer::routes,
              Set.of(),
              (what, fault) -> String.valueOf(fault));
      try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), site)) {
        RunPage bench = new RunPage("http://127.0.0.1:" + server.port() + "/runs/");
        bench.print("data, ms (SQL, encoding, loopback)", bench.data(small), bench.data(large));
        bench.print("navigation to painted, ms", bench.painted(small), bench.painted(large));
        bench.print("frame while scrolling, p95 ms", bench.frames(small), bench.frames(large));
      }
    }
  }

  private static TraceId record(Store store, long number, int spans) {
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> NOON);
    TraceId run = new TraceId(String.format(Locale.ROOT, "%032x", number));
    RunDraft draft = new RunDraft(run, SpanId.of(1), Fields.NONE);
    for (int from = 1; from <= spans; from += BATCH) {
      List<SpanDraft> batch = new ArrayList<>();
      for (int i = from; i < Math.min(from + BATCH, spans + 1); i++) {
        batch.add(span(run, i));
      }
      ingest.accept(new Batch(from == 1 ? List.of(draft) : List.of(), batch, List.of()));
    }
    return run;
  }

  private static SpanDraft span(TraceId run, int number) {
    boolean model = number % 3 == 0;
    SpanKind kind = number == 1 ? SpanKind.AGENT : model ? SpanKind.LLM : SpanKind.TOOL;
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.NAME, model ? "chat" : "step " + number % 40)
            .set(SpanField.KIND, kind)
            .set(SpanField.STARTED_AT, NOON.plusMillis(number * 10L))
            .set(SpanField.ENDED_AT, NOON.plusMillis(number * 10L + 9))
            .set(SpanField.INPUT, Payload.text("input of step " + number));
    if (number > 1) {
      fields.set(SpanField.PARENT, SpanId.of(Math.max(1, number / 20)));
    }
    if (model) {
      fields.set(SpanField.MODEL, "claude-sonnet-4-5");
      fields.set(SpanField.USAGE, new Usage(900, 100, 0, 0, 50, 0, false));
    }
    return new SpanDraft(run, SpanId.of(number), fields.build());
  }

  private double[] data(TraceId run) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + run.hex() + ".json")).build();
    double[] millis = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    return millis;
  }

  private double[] painted(TraceId run) {
    return visited(
        run, page -> Double.parseDouble(page.locator("[data-ready]").getAttribute("data-ready")));
  }

  /**
   * The 95th percentile of the time between frames while the page scrolls down by a row a frame.
   */
  private double[] frames(TraceId run) {
    return visited(
        run,
        page -> {
          page.locator("body[data-ready]").waitFor();
          return ((Number) page.evaluate(SCROLL)).doubleValue();
        });
  }

  private double[] visited(TraceId run, ToDoubleFunction<Page> measure) {
    double[] millis = new double[ROUNDS];
    Playwright.CreateOptions driver =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    BrowserType.LaunchOptions chromium =
        new BrowserType.LaunchOptions()
            .setExecutablePath(Path.of("/usr/bin/chromium"))
            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic"));
    try (Playwright playwright = Playwright.create(driver);
        Browser browser = playwright.chromium().launch(chromium)) {
      for (int round = 0; round < ROUNDS; round++) {
        Page page = browser.newContext().newPage();
        page.navigate(url + run.hex());
        millis[round] = measure.applyAsDouble(page);
        page.context().close();
      }
    }
    return millis;
  }

  private void print(String what, double[] small, double[] large) {
    Arrays.sort(small);
    Arrays.sort(large);
    System.out.printf(
        Locale.ROOT,
        "%s: 100 spans median %.0f; 50,000 spans min %.0f, median %.0f, max %.0f; ratio %.1f%n",
        what,
        small[ROUNDS / 2],
        large[0],
        large[ROUNDS / 2],
        large[ROUNDS - 1],
        large[ROUNDS / 2] / small[ROUNDS / 2]);
  }
}
