package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunTreeTest {
  private static final SpanId ROOT = SpanId.of(1);

  private final List<SpanOutline> spans = new ArrayList<>();

  private SpanOutline add(long id, long parent, SpanKind kind) {
    SpanOutline span =
        new SpanOutline(
            SpanId.of(id),
            parent == 0 ? null : SpanId.of(parent),
            spans.size() + 1,
            kind,
            kind.word(),
            SpanStatus.OK,
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            null,
            null);
    spans.add(span);
    return span;
  }

  private RunTree tree() {
    return new RunTree(spans, ROOT);
  }

  @Test
  void lane_isTheNearestAgentAboveButNotTheRoot() {
    add(1, 0, SpanKind.AGENT);
    add(2, 1, SpanKind.TOOL);
    add(3, 1, SpanKind.AGENT);
    add(4, 3, SpanKind.TOOL);
    add(5, 4, SpanKind.CHAIN);
    add(6, 5, SpanKind.AGENT);
    add(7, 6, SpanKind.LLM);
    RunTree tree = tree();

    assertNull(tree.lane(ROOT));
    assertNull(tree.lane(SpanId.of(2)));
    assertNull(tree.lane(SpanId.of(3)));
    assertEquals(SpanId.of(3), tree.lane(SpanId.of(4)));
    assertEquals(SpanId.of(3), tree.lane(SpanId.of(5)));
    assertEquals(SpanId.of(3), tree.lane(SpanId.of(6)));
    assertEquals(SpanId.of(6), tree.lane(SpanId.of(7)));
    assertNull(tree.lane(SpanId.of(99)));
  }

  @Test
  void lane_doesNotDependOnTheOrderOfArrival() {
    add(5, 4, SpanKind.CHAIN);
    add(4, 3, SpanKind.TOOL);
    add(3, 1, SpanKind.AGENT);
    add(1, 0, SpanKind.AGENT);

    assertEquals(SpanId.of(3), tree().lane(SpanId.of(5)));
  }

  @Test
  void isEval_holdsForTheWholeSubtreeAndNothingElse() {
    add(1, 0, SpanKind.AGENT);
    add(2, 1, SpanKind.EVAL);
    add(3, 2, SpanKind.AGENT);
    add(4, 3, SpanKind.LLM);
    add(5, 1, SpanKind.LLM);
    RunTree tree = tree();

    assertTrue(tree.isEval(SpanId.of(2)));
    assertTrue(tree.isEval(SpanId.of(3)));
    assertTrue(tree.isEval(SpanId.of(4)));
    assertFalse(tree.isEval(SpanId.of(5)));
    assertFalse(tree.isEval(ROOT));
    assertFalse(tree.isEval(SpanId.of(99)));
  }

  @Test
  void isBilledLeaf_isTheLowestOfEachBranch() {
    add(1, 0, SpanKind.AGENT);
    SpanOutline outer = add(2, 1, SpanKind.LLM);
    SpanOutline between = add(3, 2, SpanKind.CHAIN);
    SpanOutline inner = add(4, 3, SpanKind.LLM);
    SpanOutline embedding = add(5, 1, SpanKind.EMBEDDING);
    SpanOutline tool = add(6, 5, SpanKind.TOOL);
    RunTree tree = tree();

    assertFalse(tree.isBilledLeaf(outer));
    assertFalse(tree.isBilledLeaf(between));
    assertTrue(tree.isBilledLeaf(inner));
    assertTrue(tree.isBilledLeaf(embedding));
    assertFalse(tree.isBilledLeaf(tool));
  }

  @Test
  void isBilledLeaf_ofEvalsIsApartFromTheRuns() {
    add(1, 0, SpanKind.AGENT);
    SpanOutline graded = add(2, 1, SpanKind.LLM);
    add(3, 2, SpanKind.EVAL);
    SpanOutline judge = add(4, 3, SpanKind.LLM);
    SpanOutline inner = add(5, 4, SpanKind.LLM);
    RunTree tree = tree();

    assertTrue(tree.isBilledLeaf(graded));
    assertFalse(tree.isBilledLeaf(judge));
    assertTrue(tree.isBilledLeaf(inner));
  }

  @Test
  void orphan_hangsUnderTheRoot() {
    SpanOutline root = add(1, 0, SpanKind.LLM);
    add(2, 77, SpanKind.AGENT);
    SpanOutline below = add(3, 2, SpanKind.LLM);
    RunTree tree = tree();

    assertNull(tree.lane(SpanId.of(2)));
    assertEquals(SpanId.of(2), tree.lane(SpanId.of(3)));
    assertFalse(tree.isBilledLeaf(root));
    assertTrue(tree.isBilledLeaf(below));
  }

  @Test
  void orphan_ofAnEvalRun_isEvalToo() {
    add(1, 0, SpanKind.EVAL);
    add(2, 77, SpanKind.LLM);
    add(3, 0, SpanKind.LLM);

    assertTrue(tree().isEval(SpanId.of(2)));
    assertTrue(tree().isEval(SpanId.of(3)));
  }

  @Test
  void root_withAParentInsideTheRun_isStillTheRoot() {
    add(1, 2, SpanKind.LLM);
    SpanOutline child = add(2, 1, SpanKind.LLM);

    assertTrue(tree().isBilledLeaf(child));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void ring_isCutAndLosesNoCost(int length) {
    add(1, 0, SpanKind.AGENT);
    for (int i = 0; i < length; i++) {
      add(10 + i, 10 + (i + 1) % length, SpanKind.LLM);
    }
    add(100, 10, SpanKind.AGENT);
    add(101, 100, SpanKind.TOOL);
    RunTree tree = tree();

    assertEquals(1, spans.stream().filter(tree::isBilledLeaf).count());
    assertEquals(SpanId.of(100), tree.lane(SpanId.of(101)));
    assertNull(tree.lane(SpanId.of(10)));
  }

  @Test
  void tree_withoutARoot_isATreeAllTheSame() {
    add(2, 1, SpanKind.AGENT);
    SpanOutline llm = add(3, 2, SpanKind.LLM);
    RunTree tree = new RunTree(spans, null);

    assertEquals(SpanId.of(2), tree.lane(SpanId.of(3)));
    assertTrue(tree.isBilledLeaf(llm));
    assertNull(tree.span(ROOT));
    assertNull(tree.span(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"root first", "root last", "shuffled"})
  void chain_ofManyLevelsIsBuiltInLinearTime(String order) {
    int levels = 50_000;
    LongStream.rangeClosed(1, levels).forEach(id -> add(id, id - 1, SpanKind.LLM));
    if (order.equals("root last")) {
      Collections.reverse(spans);
    } else if (order.equals("shuffled")) {
      Collections.shuffle(spans, new Random(1));
    }

    // Quadratic work would be thousands of millions of steps: the suite would stand still here.
    RunTree tree = tree();

    assertEquals(1, spans.stream().filter(tree::isBilledLeaf).count());
    assertTrue(tree.isBilledLeaf(tree.span(SpanId.of(levels))));
  }

  @Test
  void tree_thatGrows_isAsBuiltAtOnce() {
    SpanKind[] kinds = {
      SpanKind.AGENT, SpanKind.LLM, SpanKind.TOOL, SpanKind.EVAL, SpanKind.CHAIN, SpanKind.EMBEDDING
    };
    int grown = 0;
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      spans.clear();
      RunTree tree = tree();
      for (int step = 0; step < 40; step++) {
        long id = 1 + random.nextInt(25);
        SpanOutline span = add(id, random.nextInt(25), kinds[random.nextInt(kinds.length)]);
        spans.remove(span);
        // A span that comes again keeps its place.
        int place = 0;
        while (place < spans.size() && !spans.get(place).spanId().equals(span.spanId())) {
          place++;
        }
        if (place < spans.size()) {
          spans.set(place, span);
        } else {
          spans.add(span);
        }
        RunTree built = tree();
        if (tree.grow(span)) {
          grown++;
        } else {
          tree = built;
        }
        for (SpanOutline each : spans) {
          assertEquals(built.lane(each.spanId()), tree.lane(each.spanId()));
          assertEquals(built.isEval(each.spanId()), tree.isEval(each.spanId()));
          assertEquals(built.isBilledLeaf(each), tree.isBilledLeaf(each));
        }
      }
    }
    assertTrue(grown > 1_000, "grown " + grown);
  }
}
