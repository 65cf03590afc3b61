package dev.spoor.viewer;

import dev.spoor.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;

/**
 * Turns what a page shows into HTML; what is text there is escaped for the place where it stands.
 */
final class Pages {
  private final TemplateEngine engine;
  private final Assets assets;
  private final String address;

  /**
   * Makes pages.
   *
   * @param address what the top bar says that the server listens on, for example {@code
   *     127.0.0.1:4319}
   */
  Pages(Assets assets, String address) {
    this.assets = assets;
    this.address = address;
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
   * @param title what the browser's tab says
   * @param styles its own style sheets, after those of every page
   * @param script its module; empty for a page without one
   */
  Frame frame(String title, List<String> styles, String script) {
    return new Frame(title, assets, styles, script, address);
  }

  /**
   * What every page has around it.
   *
   * @param title what the browser's tab says
   * @param assets where scripts and styles are
   * @param styles its own style sheets
   * @param script its module; empty for a page without one
   * @param address what the server listens on
   */
  record Frame(String title, Assets assets, List<String> styles, String script, String address) {
    private static final List<String> OF_EVERY_PAGE =
        List.of("tokens.css", "frame.css", "parts.css");

    /** The addresses of all style sheets. */
    List<String> styleSheets() {
      return java.util.stream.Stream.concat(OF_EVERY_PAGE.stream(), styles.stream())
          .map(assets::url)
          .toList();
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
