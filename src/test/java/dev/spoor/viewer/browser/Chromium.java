package dev.spoor.viewer.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.spoor.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine. What pages report as an error, and what they ask for, is kept. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> errors = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    Needs.present("chromium", Files.isExecutable(PROGRAM), PROGRAM.toString());
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setHeadless(true)
                    .setArgs(FLAGS));
    return new Chromium(playwright, browser);
  }

  /** A new window. */
  Page open(int width, int height, ColorScheme theme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(theme));
    Page page = context.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onRequest(request -> requests.add(request.url()));
    return page;
  }

  /** A new window of the usual size. */
  Page open() {
    return open(1440, 900, ColorScheme.LIGHT);
  }

  /** Goes to an address and waits until its page is drawn. */
  static void visit(Page page, String url) {
    page.navigate(url);
    page.locator("body[data-ready]").waitFor();
  }

  /** What went wrong in pages, and what their policy refused. */
  List<String> errors() {
    return errors;
  }

  /** All addresses that pages asked for. */
  List<String> requests() {
    return requests;
  }

  /** Closes all windows, so that none asks a site that is gone, and forgets what they said. */
  void closeWindows() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    errors.clear();
    requests.clear();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
