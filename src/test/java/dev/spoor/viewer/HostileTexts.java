package dev.spoor.viewer;

import dev.spoor.fixture.Drafts;
import dev.spoor.json.JsonString;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import java.math.BigDecimal;
import java.util.List;

/** Text that wants to run, to fetch or to hide, and runs that hold it wherever they hold text. */
public final class HostileTexts {
  /**
   * Each calls {@code hostile()} or fetches {@code /hostile} when it is taken for more than text.
   */
  public static final List<String> ALL =
      List.of(
          "<script>hostile()</script>",
          "</script><script>hostile()</script>",
          "<img src=/hostile onerror=hostile()>",
          "<svg/onload=hostile()><animate onbegin=hostile() attributeName=x>",
          "\"><iframe src=/hostile></iframe>",
          "' onmouseover=hostile() autofocus onfocus=hostile() x='",
          "\" onmouseover=\"hostile()\" autofocus onfocus=\"hostile()\" x=\"",
          "javascript:hostile()",
          "JaVaScRiPt:hostile()//https://example.org",
          "data:text/html,<script>hostile()</script>",
          "https://example.org/\"onclick=\"hostile()",
          "http://[hostile",
          "[click](javascript:hostile()) ![x](/hostile)",
          "<a href=javascript:hostile()>click</a><form action=/hostile><input type=submit>",
          "<style>@import '/hostile';</style><link rel=stylesheet href=/hostile>",
          "<base href=/hostile/><meta http-equiv=refresh content='0;/hostile'>",
          "{{constructor.constructor('hostile()')()}} ${hostile()} #{hostile()} <%= hostile() %>",
          "`${hostile()}` \\u003cscript\\u003ehostile()\\u003c/script\\u003e",
          "\u202Egnp.exe\u202C \u2066hidden\u2069 \u200B\uFEFF",
          "\u0000\u0007\u001B[31mred\u001B[0m\u001B]0;title\u0007",
          "__proto__",
          "constructor",
          "<!--<script>hostile()//-->",
          "]]><![CDATA[<script>hostile()</script>",
          "\u2028hostile()\u2029");

  private HostileTexts() {}

  /** A run that says the text wherever a sender can say something. */
  public static Batch everywhere(int number, String text) {
    Drafts drafts = Drafts.ofRun(number);
    String quoted = new JsonString(text).write();
    JsonText object = new JsonText("{" + quoted + ":" + quoted + "}");
    JsonText message =
        new JsonText(
            "[{\"role\":"
                + quoted
                + ",\"content\":[{\"type\":\"text\",\"text\":"
                + quoted
                + "},{\"type\":\"tool_use\",\"name\":"
                + quoted
                + ",\"input\":{\"command\":"
                + quoted
                + "}},{\"type\":"
                + quoted
                + "}]}]");
    Fields run =
        Fields.builder()
            .set(RunField.AGENT, text)
            .set(RunField.PROJECT, text)
            .set(RunField.SESSION_ID, text)
            .set(RunField.RELEASE, text)
            .set(RunField.HALT_REASON, text)
            .set(RunField.TAGS, new Tags(List.of(text)))
            .set(RunField.GIT, new Git(text, text, text))
            .set(RunField.METADATA, object)
            .build();
    Fields said =
        Fields.builder()
            .set(SpanField.STATUS, SpanStatus.ERROR)
            .set(SpanField.ERROR, new SpanError(text, text, text))
            .set(SpanField.ATTRIBUTES, object)
            .set(SpanField.INPUT, Payload.text(text))
            .set(SpanField.OUTPUT, Payload.json(object))
            .build();
    SpanDraft root = span(drafts, 1, SpanKind.AGENT, text, said);
    SpanDraft llm =
        span(
            drafts,
            2,
            SpanKind.LLM,
            text,
            said.with(SpanField.MODEL, text)
                .with(SpanField.INPUT, Payload.json(message))
                .with(SpanField.OUTPUT, Payload.json(message)));
    SpanDraft tool = span(drafts, 3, SpanKind.TOOL, text, said.with(SpanField.TOOL_NAME, text));
    Score score =
        new Score(
            "score_" + number,
            drafts.traceId(),
            null,
            text,
            BigDecimal.ONE,
            text,
            text,
            Score.Source.JUDGE,
            text,
            Drafts.NOON);
    return new Batch(List.of(drafts.run(run)), List.of(root, llm, tool), List.of(score));
  }

  private static SpanDraft span(
      Drafts drafts, long number, SpanKind kind, String name, Fields said) {
    Drafts.One one = drafts.span(number, kind, name).at(number, 1);
    return new SpanDraft(drafts.traceId(), Drafts.id(number), said.over(one.fields()));
  }
}
