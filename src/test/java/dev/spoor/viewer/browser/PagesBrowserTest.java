package dev.spoor.viewer.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.spoor.viewer.browser.Chromium.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.spoor.codec.AtifDecoder;
import dev.spoor.fixture.Drafts;
import dev.spoor.http.Address;
import dev.spoor.http.SharedPort;
import dev.spoor.http.Standing;
import dev.spoor.http.Standing.Role;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.viewer.HostileTexts;
import dev.spoor.viewer.VisitedSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser. */
@Tag("browser")
class PagesBrowserTest {
  private static final Path SAMPLE =
      Path.of("src/main/resources/dev/spoor/demo/query-optimize.json");
  private static final String RUN = Drafts.ofRun(1).traceId().hex();

  private static Chromium chromium;

  @TempDir private Path folder;
  private VisitedSite site;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void endBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    site = VisitedSite.in(folder);
  }

  @AfterEach
  void close() {
    chromium.closeWindows();
    site.close();
  }

  private void recordThreeSteps() {
    Drafts drafts = Drafts.ofRun(1);
    SpanDraft root = drafts.span(1, SpanKind.AGENT, "fix the test").at(0, 20).draft();
    SpanDraft failed =
        drafts.tool(3, 4, "Bash", "ls", "no").with(SpanField.STATUS, SpanStatus.ERROR).draft();
    Fields session = Fields.NONE.with(RunField.SESSION_ID, "s").with(RunField.AGENT, "codex");
    site.record(
        new Batch(
            List.of(drafts.run(session)),
            List.of(
                root,
                drafts.llm(2, 1).draft(),
                failed,
                drafts.tool(4, 6, "Read", "a", "b").draft()),
            List.of()));
  }

  private static Locator selected(Page page) {
    return page.locator(".row[aria-selected=true] .name");
  }

  @Test
  void list_isFilteredAndOpened() {
    recordThreeSteps();
    Page page = chromium.open();
    visit(page, site.url("/runs"));
    page.keyboard().press("/");
    page.keyboard().type("agent:codex test");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("agent=codex&q=test$"));
    assertThat(page.locator("tr.run")).hasCount(1);
    page.locator("tr.run a").click();
    page.locator("body[data-ready] #rows .row").first().waitFor();
    assertThat(page.locator("h1")).hasText("fix the test");
    assertThat(page.locator("#rows .row")).hasCount(4);
    page.goBack();
    assertThat(page).hasURL(Pattern.compile("agent=codex&q=test$"));
    assertEquals(List.of(), chromium.errors());
  }

  @Test
  void run_isWalkedByKeysAndButtons() {
    recordThreeSteps();
    Page page = chromium.open();
    visit(page, site.url("/runs/" + RUN));
    page.keyboard().press(".");
    assertThat(selected(page)).hasText("claude-sonnet-4-5");
    page.locator("[aria-label='Next step']").click();
    assertThat(selected(page)).hasText("Bash");
    page.keyboard().press(",");
    assertThat(selected(page)).hasText("claude-sonnet-4-5");
    page.keyboard().press("e");
    assertThat(selected(page)).hasText("Bash");
    assertThat(page.locator("#panel h2")).hasText("Bash");
    page.keyboard().press("j");
    assertThat(selected(page)).hasText("Read");
    page.keyboard().press("?");
    assertThat(page.locator("#help")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#help")).isHidden();
    assertEquals(List.of(), chromium.errors());
  }

  @Test
  void deepLink_selectsSpanAndBackReturns() {
    recordThreeSteps();
    Page page = chromium.open();
    visit(page, site.url("/runs/" + RUN + "?span=" + Drafts.id(3)));
    assertThat(selected(page)).hasText("Bash");
    page.locator(".row", new Page.LocatorOptions().setHasText("Read")).click();
    assertThat(page).hasURL(Pattern.compile("span=" + Drafts.id(4) + "$"));
    page.goBack();
    assertThat(selected(page)).hasText("Bash");
    assertThat(page.locator("#panel h2")).hasText("Bash");
  }

  @Test
  void rowDrawnAnew_keepsItsSpan() {
    recordThreeSteps();
    Page page = chromium.open();
    visit(page, site.url("/runs/" + RUN));
    Locator read = page.locator(".row", new Page.LocatorOptions().setHasText("Read"));
    read.hover();
    page.mouse().down();
    page.keyboard().press("w");
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))");
    page.mouse().up();
    assertThat(selected(page)).hasText("Read");
  }

  @Test
  void startedRun_standsBelowTheSpanThatStartedIt() {
    recordThreeSteps();
    Drafts child = Drafts.ofRun(2);
    Fields parent =
        Fields.NONE
            .with(RunField.PARENT_TRACE, Drafts.ofRun(1).traceId())
            .with(RunField.PARENT_SPAN, Drafts.id(3));
    SpanDraft root = child.span(1, SpanKind.AGENT, "search the logs").at(3, 1).draft();
    site.record(
        new Batch(List.of(child.run(parent)), List.of(root, child.llm(2, 3).draft()), List.of()));
    Page page = chromium.open();
    visit(page, site.url("/runs/" + RUN));
    assertThat(page.locator("#rows .row")).hasCount(6);
    Locator row = page.locator(".row", new Page.LocatorOptions().setHasText("search the logs"));
    assertThat(row).hasAttribute("aria-level", "3");
    assertThat(row.locator(".own-run")).isVisible();
    assertThat(page.locator("#figures")).containsText("in child runs");
    row.click();
    page.locator("#panel .meta a").click();
    assertThat(page.locator("h1")).hasText("search the logs");
    assertThat(page.locator("#rows .row")).hasCount(2);
    assertEquals(List.of(), chromium.errors());
  }

  @Test
  void runningRun_growsWhileItIsLookedAt() {
    Drafts drafts = Drafts.ofRun(1);
    site.record(drafts.opened());
    Page page = chromium.open();
    visit(page, site.url("/runs/" + RUN));
    assertThat(page.locator("#rows .row")).hasCount(1);
    assertThat(page.locator("#status")).hasText("running");
    site.record(Batch.ofSpans(List.of(drafts.tool(2, 1, "Bash", "ls", "a").draft())));
    assertThat(page.locator("#rows .row")).hasCount(2);
    SpanDraft end =
        drafts
            .span(1, SpanKind.AGENT, "fix the test")
            .at(0, 9)
            .with(SpanField.STATUS, SpanStatus.OK)
            .draft();
    site.record(Batch.ofSpans(List.of(end)));
    assertThat(page.locator("#status")).hasText("ok");
    assertEquals(List.of(), chromium.errors());
  }

  @Test
  void link_outlivesTheServerThatGaveIt() throws Exception {
    recordThreeSteps();
    CountDownLatch taken = new CountDownLatch(1);
    SharedPort first = SharedPort.join(new Address("127.0.0.1", 0), site.site(), standing -> {});
    Address shared = new Address("127.0.0.1", URI.create(first.url()).getPort());
    try (SharedPort second = SharedPort.join(shared, site.site(), told(taken))) {
      assertEquals(Role.FOLLOWING, second.standing().role());
      Page page = chromium.open();
      visit(page, first.url() + "/runs/" + RUN);
      first.close();
      assertTrue(taken.await(30, TimeUnit.SECONDS), "nobody took the port over");
      visit(page, first.url() + "/runs/" + RUN);
      assertThat(page.locator("h1")).hasText("fix the test");
    }
  }

  private static Consumer<Standing> told(CountDownLatch taken) {
    return standing -> {
      if (standing.role() == Role.SERVING) {
        taken.countDown();
      }
    };
  }

  @Test
  void theme_isRemembered() {
    recordThreeSteps();
    Page page = chromium.open();
    visit(page, site.url("/runs"));
    page.locator("#theme").click();
    visit(page, site.url("/runs/" + RUN));
    assertEquals("dark", page.locator("html").getAttribute("data-theme"));
  }

  @Test
  void axe_findsNothingInEitherThemeAndWidth() throws IOException {
    recordThreeSteps();
    site.record(AtifDecoder.decode(Files.readAllBytes(SAMPLE), Drafts.NOON));
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {1440, 800}) {
        Page page = chromium.open(width, 900, theme);
        for (String path :
            List.of(
                "/runs",
                "/runs?status=odd",
                "/runs/" + RUN + "?span=" + Drafts.id(3),
                "/sessions/s")) {
          visit(page, site.url(path));
          page.waitForLoadState(LoadState.NETWORKIDLE);
          List<String> found =
              new AxeBuilder(page).analyze().getViolations().stream().map(Rule::toString).toList();
          assertEquals(List.of(), found, theme + " " + width + " " + path);
        }
      }
    }
  }

  @Test
  void hostileText_neitherRunsNorFetches() {
    int number = 0;
    for (String text : HostileTexts.ALL) {
      site.record(HostileTexts.everywhere(++number, text));
    }
    Page page = chromium.open();
    page.addInitScript("window.ran = 0; window.hostile = () => { window.ran++; };");
    visit(page, site.url("/runs"));
    requireHarmless(page);
    for (int run = 1; run <= number; run++) {
      for (int span = 1; span <= 3; span++) {
        String path = "/runs/" + Drafts.ofRun(run).traceId() + "?span=" + Drafts.id(span);
        visit(page, site.url(path));
        page.locator("#panel .parts:not([aria-busy])").waitFor();
        page.locator("#panel details")
            .all()
            .forEach(each -> each.evaluate("node => { node.open = true; }"));
        requireHarmless(page);
      }
    }
    assertTrue(
        chromium.requests().stream().noneMatch(url -> url.matches(".*/hostile([/?].*)?")),
        chromium.requests()::toString);
    assertTrue(
        chromium.requests().stream()
            .allMatch(url -> url.startsWith(site.url("/")) || url.startsWith("data:")),
        chromium.requests()::toString);
    assertEquals(
        List.of(), chromium.errors().stream().filter(each -> !each.contains("404")).toList());
  }

  private static void requireHarmless(Page page) {
    assertEquals(0, page.evaluate("() => window.ran"));
    assertEquals(
        0,
        page.evaluate(
            "() => [...document.querySelectorAll('*')].filter((node) =>"
                + " [...node.attributes].some((each) => each.name.startsWith('on')"
                + " || (each.name === 'href' && !/^(https?:|\\/|\\?|data:,)/.test(each.value)))"
                + " || ['IFRAME', 'IMG', 'BASE', 'STYLE'].includes(node.tagName)).length"));
  }
}
