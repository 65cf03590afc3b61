package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.RunFilter;
import dev.spoor.model.Span;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds when several processes write one store, and when one of them dies. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ProcessContract {
  @TempDir Path folder;

  protected abstract Engine engine();

  @Test
  void fourProcesses_openOneFreshStoreAndLoseNothing() throws Exception {
    assertProcessesLoseNothing(4, 50);
  }

  @Test
  @Tag("long")
  void sixteenProcesses_openOneFreshStoreAndLoseNothing() throws Exception {
    assertProcessesLoseNothing(16, 200);
  }

  private void assertProcessesLoseNothing(int processes, long spansEach) throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      writers.add(start(1 + i * spansEach, spansEach));
    }
    for (Process writer : writers) {
      List<String> said = writer.inputReader().lines().toList();
      assertEquals(0, writer.waitFor(), () -> String.join("\n", said));
      assertEquals(spansEach, said.size(), () -> String.join("\n", said));
    }
    try (Store store = engine().open(folder)) {
      long spans = processes * spansEach;
      assertEquals(spans, store.reader().run(Runs.id(1)).orElseThrow().revision());
      assertEquals(
          LongStream.rangeClosed(1, spans).boxed().toList(),
          store.reader().spans(Runs.id(1), Payloads.SIZES).stream().map(Span::sequence).toList());
      for (int model = 0; model < 3; model++) {
        assertEquals(
            1, store.reader().runs(Filters.model("model-" + model), null, 10).runs().size());
      }
    }
  }

  @Test
  void killedProcess_losesNothingThatWasAnswered() throws Exception {
    for (int round = 0; round < 3; round++) {
      Process writer = start(1 + round * 1_000_000L, 1_000_000);
      List<String> said = new ArrayList<>();
      try (BufferedReader output = writer.inputReader()) {
        while (said.size() < 20 + round * 10) {
          said.add(output.readLine());
        }
        // Through the handle: the process itself would close the stream that is still to be read.
        writer.toHandle().destroyForcibly();
        readRest(output, said);
      }
      writer.waitFor();
      Set<Long> answered = said.stream().map(Long::valueOf).collect(Collectors.toSet());
      try (Store store = engine().open(folder)) {
        Set<Long> stored = new HashSet<>();
        store.reader().spans(Runs.id(1), Payloads.WHOLE).forEach(s -> stored.add(s.sequence()));
        assertTrue(stored.containsAll(answered), () -> answered + " in " + stored);
        // A unit writes a span and counts the run: never one without the other.
        assertEquals(stored.size(), store.reader().run(Runs.id(1)).orElseThrow().revision());
        assertEquals(1, store.reader().runs(RunFilter.ALL, null, 10).total());
      }
    }
  }

  /** What the process said before it died; a line that was cut off is no answer. */
  private static void readRest(BufferedReader output, List<String> said) throws IOException {
    StringBuilder rest = new StringBuilder();
    char[] some = new char[1024];
    for (int count = output.read(some); count >= 0; count = output.read(some)) {
      rest.append(some, 0, count);
    }
    int lastEnd = rest.lastIndexOf("\n");
    if (lastEnd >= 0) {
      rest.substring(0, lastEnd).lines().forEach(said::add);
    }
  }

  private Process start(long first, long count) throws IOException {
    List<String> command = new ArrayList<>(engine().writingProcess(folder));
    command.add(Long.toString(first));
    command.add(Long.toString(count));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
