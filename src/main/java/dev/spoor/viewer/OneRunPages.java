package dev.spoor.viewer;

import dev.spoor.codec.otlp.OtlpExport;
import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Git;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.query.RunQuery;
import dev.spoor.viewer.TimelinePage.Fact;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers for one run: its page, its spans, and what one span holds. */
final class OneRunPages {
  private static final int MOST_HINTS = 100;

  private final RunQuery query;
  private final Pages pages;
  private final Timelines timelines;

  OneRunPages(RunQuery query, Pages pages, InstantSource clock) {
    this.query = query;
    this.pages = pages;
    this.timelines = new Timelines(query, clock);
  }

  /** The page; an unknown run is a page that says so. */
  Response page(Request request) {
    Run run;
    try {
      run = run(request);
    } catch (BadInput mistake) {
      return pages.missing(request, String.valueOf(mistake.getMessage()));
    }
    String title = run.name().isBlank() ? run.runId() : run.name();
    return pages.html(
        "timeline.jte",
        new TimelinePage(
            pages.frame(request, title, TimelinePage.STYLES, "run.js"),
            title,
            run.status().word(),
            facts(run),
            "/runs/" + request.pathVariable("run") + ".json"));
  }

  private static List<Fact> facts(Run run) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.machine(run.runId()));
    add(facts, run.agent(), Fact::of);
    add(facts, run.fields().get(RunField.RELEASE), Fact::of);
    add(facts, run.fields().get(RunField.PROJECT), Fact::of);
    Git git = run.fields().get(RunField.GIT);
    if (git != null) {
      add(facts, git.branch(), Fact::of);
      add(
          facts,
          git.commit(),
          commit -> Fact.machine(commit.substring(0, Math.min(7, commit.length()))));
    }
    facts.add(Fact.at(run.totals().startedAt()));
    add(
        facts,
        RunRow.session(run),
        session -> Fact.link("the whole session", SessionPages.url(session)));
    TraceId parent = run.fields().get(RunField.PARENT_TRACE);
    if (parent != null) {
      facts.add(Fact.link("started by " + parent.runId(), "/runs/" + parent.runId()));
    }
    run.tags().forEach(tag -> facts.add(Fact.of(tag)));
    return facts;
  }

  private static void add(List<Fact> facts, @Nullable String text, Function<String, Fact> fact) {
    if (text != null && !text.isBlank()) {
      facts.add(fact.apply(text));
    }
  }

  /** The run's spans and those of the runs that it started. */
  Response columns(Request request) {
    return answering(() -> timelines.answer(request, List.of(run(request))));
  }

  /** The whole run as a request in OTLP/JSON, to be saved. */
  Response otlp(Request request) {
    return answering(
        () -> {
          Run run = run(request);
          JsonObject export = OtlpExport.json(run, query.wholeSpans(run.traceId()));
          return Response.json(export.write()).asAttachment(run.runId() + ".otlp.json");
        });
  }

  /** What spans were about, by span id; unknown spans are left out. */
  Response hints(Request request) {
    return answering(
        () -> {
          TraceId traceId = query.resolve(request.pathVariable("run"));
          String asked = request.queryValue("spans");
          JsonObject.Builder hints = JsonObject.builder();
          if (asked != null) {
            List.of(asked.split(",", MOST_HINTS + 1)).stream()
                .limit(MOST_HINTS)
                .flatMap(id -> SpanId.parse(id).stream())
                .flatMap(id -> query.findSpan(traceId, id).stream())
                .forEach(span -> hints.put(span.spanId().hex(), SpanHint.of(span)));
          }
          return Response.json(JsonObject.builder().put("hints", hints.build()).build().write());
        });
  }

  /**
   * Everything about a span; {@code previous} names the call of a model before it, whose messages
   * are not new.
   */
  Response details(Request request) {
    return answering(
        () -> {
          TraceId traceId = query.resolve(request.pathVariable("run"));
          Span span = query.span(traceId, spanId(request.pathVariable("span")));
          String previous = request.queryValue("previous");
          Span before =
              previous == null ? null : query.findSpan(traceId, spanId(previous)).orElse(null);
          return Response.json(SpanDetails.json(span, before).write());
        });
  }

  /** The bytes of a payload, to be saved. */
  Response payload(Request request) {
    return answering(
        () -> {
          TraceId traceId = query.resolve(request.pathVariable("trace"));
          Span span = query.span(traceId, spanId(request.pathVariable("span")));
          String side = request.pathVariable("side");
          Payload payload =
              switch (side) {
                case "input" -> span.input();
                case "output" -> span.output();
                default -> throw new HttpProblem(404, "a span has an input and an output");
              };
          if (payload == null) {
            throw new HttpProblem(404, "this span has no " + side);
          }
          String ending = payload.form() == Payload.Form.JSON ? ".json" : ".txt";
          return Response.attachment(payload.bytes(), span.spanId() + "-" + side + ending);
        });
  }

  private static SpanId spanId(String text) {
    return SpanId.parse(text)
        .orElseThrow(() -> BadInput.of("span", "must be 16 hex digits, not all zero"));
  }

  private Run run(Request request) {
    return query.run(query.resolve(request.pathVariable("run")));
  }

  /** What is not found, or asked for in a wrong way, is the caller's mistake. */
  private static Response answering(java.util.function.Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (BadInput mistake) {
      boolean wrong = mistake.field().equals("span");
      throw new HttpProblem(wrong ? 400 : 404, String.valueOf(mistake.getMessage()));
    }
  }
}
