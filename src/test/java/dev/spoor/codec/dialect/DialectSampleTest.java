package dev.spoor.codec.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spoor.codec.otlp.Collected;
import dev.spoor.model.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dialect's sample becomes the drafts that its snapshot shows. */
final class DialectSampleTest {
  static final Path SAMPLES = Path.of("src/test/resources/samples/otlp-dialects");
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots/otlp-dialects");

  private final OtlpMapping mapping = new OtlpMapping();

  static List<String> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  /** To renew them: {@code -Dsnapshots.write=true}, then look at the difference. */
  @ParameterizedTest
  @MethodSource("samples")
  void sample_becomesTheDraftsOfItsSnapshot(String name) throws IOException {
    String sample = Files.readString(SAMPLES.resolve(name));
    Path snapshot = SNAPSHOTS.resolve(name.replace(".json", ".txt"));
    String text =
        DraftText.of(mapping.spans(Collected.spans(sample)))
            + DraftText.of(mapping.logs(Collected.logs(sample), left -> {}));

    if (Boolean.getBoolean("snapshots.write")) {
      Files.writeString(snapshot, text);
    }
    assertEquals(Files.readString(snapshot), text);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sample_sentTwice_saysTheSame(String name) throws IOException {
    String sample = Files.readString(SAMPLES.resolve(name));
    Batch once = mapping.logs(Collected.logs(sample), left -> {});

    assertEquals(once, mapping.logs(Collected.logs(sample), left -> {}));
    assertFalse(Collected.spans(sample).isEmpty() && Collected.logs(sample).isEmpty());
  }
}
