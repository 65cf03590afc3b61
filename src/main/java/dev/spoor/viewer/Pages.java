package dev.spoor.viewer;

import dev.spoor.http.Request;
import dev.spoor.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns what a page shows into HTML; what is text there is escaped for the place where it stands.
 */
final class Pages {
  private final TemplateEngine engine;
  private final Assets assets;

  Pages(Assets assets) {
    this.assets = assets;
    this.engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "dev.spoor.viewer");
  }

  /**
   * A page.
   *
   * @param template its file below {@code src/main/jte}
   * @param page what the template's one parameter is
   */
  Response html(String template, Object page) {
    StringOutput output = new StringOutput();
    engine.render(template, page, output);
    return Response.html(output.toString());
  }

  /**
   * What every page has around it.
   *
   * @param request how the reader calls this server
   * @param title what the browser's tab says
   * @param styles its own style sheets, after those of every page
   * @param script its module; empty for a page without one
   */
  Frame frame(Request request, String title, List<String> styles, String script) {
    String address = request.header("host");
    return new Frame(title, assets, styles, script, address == null ? "" : address);
  }

  /** A page with status 404 that says what is wrong with the address. */
  Response missing(Request request, String mistake) {
    Frame frame = frame(request, "Not found", List.of("runs.css"), "");
    return html("missing.jte", new MissingPage(frame, mistake)).withStatus(404);
  }

  /**
   * What every page has around it.
   *
   * @param title what the browser's tab says
   * @param assets where scripts and styles are
   * @param styles its own style sheets
   * @param script its module; empty for a page without one
   * @param address how the reader calls this server; may be empty
   */
  record Frame(String title, Assets assets, List<String> styles, String script, String address) {
    private static final List<String> OF_EVERY_PAGE =
        List.of("tokens.css", "frame.css", "parts.css");

    /** The addresses of all style sheets. */
    List<String> styleSheets() {
      return Stream.concat(OF_EVERY_PAGE.stream(), styles.stream()).map(assets::url).toList();
    }

    /** Where the theme is chosen, before the first paint. */
    String themeScript() {
      return assets.url("theme.js");
    }

    /** Where the page's module is; empty for a page without one. */
    String module() {
      return script.isEmpty() ? "" : assets.url(script);
    }

    /**
     * The modules that the page's module needs, to be fetched at once and not one after another.
     */
    List<String> preloads() {
      return script.isEmpty() || script.equals("runs.js")
          ? List.of()
          : Assets.NAMES.stream()
              .filter(name -> name.endsWith(".js"))
              .filter(
                  name -> !List.of("theme.js", "runs.js", "run.js", "session.js").contains(name))
              .map(assets::url)
              .toList();
    }
  }
}
