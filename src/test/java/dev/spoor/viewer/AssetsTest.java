package dev.spoor.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts, style sheets and templates: what there is, and what may not be in them. */
class AssetsTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/spoor/viewer");
  private static final Path TEMPLATES = Path.of("src/main/jte");

  /** Ways to make code or markup of text, which a trace could then use. */
  private static final Pattern TEXT_AS_CODE =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment"
              + "|srcdoc|\\beval\\b\\(|new Function|setTimeout\\(['\"`]|javascript:");

  private static final Pattern INLINE =
      Pattern.compile("\\son\\w+\\s*=|\\sstyle\\s*=|<style|<script(?![^>]*\\ssrc=)|\\$unsafe");

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void list_isWhatFolderHolds() throws IOException {
    assertEquals(
        files(FOLDER).stream().map(file -> file.getFileName().toString()).sorted().toList(),
        Assets.NAMES.stream().sorted().toList());
  }

  @Test
  void scripts_neverMakeCodeOfText() throws IOException {
    for (Path file : files(FOLDER)) {
      assertFalse(TEXT_AS_CODE.matcher(Files.readString(file)).find(), file::toString);
    }
  }

  @Test
  void templates_holdNoCodeAndNoStyle() throws IOException {
    for (Path file : files(TEMPLATES)) {
      assertFalse(INLINE.matcher(Files.readString(file)).find(), file::toString);
    }
  }

  @Test
  void scripts_importOnlyWhatExists() throws IOException {
    Pattern imported = Pattern.compile("from '\\./([^']+)'");
    for (Path file : files(FOLDER)) {
      Set<String> names =
          imported
              .matcher(Files.readString(file))
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet());
      assertTrue(Set.copyOf(Assets.NAMES).containsAll(names), file + ": " + names);
    }
  }

  @Test
  void everyScript_isUsed() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files(FOLDER)) {
      all.append(Files.readString(file));
    }
    for (Path file : files(Path.of("src/main/java/dev/spoor/viewer"))) {
      all.append(file.endsWith("Assets.java") ? "" : Files.readString(file));
    }
    for (String name : Assets.NAMES) {
      assertTrue(all.indexOf(name + "'") >= 0 || all.indexOf(name + "\"") >= 0, name);
    }
  }

  @Test
  void asset_isKeptForEverUnderItsVersion(@TempDir Path folder) {
    try (VisitedSite site = VisitedSite.in(folder)) {
      String page = site.get("/runs").body();
      MatchResult found =
          Pattern.compile("/assets/([0-9a-f]{12})/tokens\\.css")
              .matcher(page)
              .results()
              .findFirst()
              .orElseThrow();
      HttpResponse<String> asset = site.get(found.group());
      assertEquals(200, asset.statusCode());
      assertEquals(
          "text/css; charset=utf-8", asset.headers().firstValue("Content-Type").orElse(""));
      assertTrue(asset.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
      HttpResponse<String> old = site.get("/assets/000000000000/tokens.css");
      assertFalse(old.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
      assertEquals(404, site.get("/assets/" + found.group(1) + "/..%2Ftokens.css").statusCode());
    }
  }
}
