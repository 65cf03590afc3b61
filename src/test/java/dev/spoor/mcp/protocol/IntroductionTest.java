package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without the SDK is what the SDK answers. */
class IntroductionTest {
  private final Features features = WholeFeatures.beside(List.of());
  private final Introduction introduction = Introduction.of(features);

  @ParameterizedTest
  @ValueSource(
      strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28", "x", ""})
  void handshake_anyRevision_isThatOfTheSdk(String revision) {
    SdkAnswers sdk = new SdkAnswers(features);
    assertEquals(sdk.initialize(revision), SdkAnswers.ours(introduction, revision));
    assertEquals(sdk.tools(), SdkAnswers.ours(introduction));
  }

  @Test
  void written_isReadAgain() {
    assertEquals(introduction, Introduction.read(introduction.written(), "1"));
  }
}
