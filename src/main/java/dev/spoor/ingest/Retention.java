package dev.spoor.ingest;

import dev.spoor.store.upkeep.PayloadKind;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long and how much to keep; null is for ever, and without bounds.
 *
 * @param runs age from which runs are erased
 * @param payloads age from which inputs and outputs are pruned
 * @param images the same for tools' inputs and outputs with pictures
 * @param largeToolOutput the same for large outputs of tools
 * @param maxBytes of the store; from what is missed least to what is missed most, the oldest first,
 *     goes what is beyond
 */
public record Retention(
    @Nullable Duration runs,
    @Nullable Duration payloads,
    @Nullable Duration images,
    @Nullable Duration largeToolOutput,
    @Nullable Long maxBytes) {
  /** Everything, for ever. */
  public static final Retention FOR_EVER = new Retention(null, null, null, null, null);

  /** Whether nothing ever goes. */
  public boolean isForEver() {
    return equals(FOR_EVER);
  }

  /** The age from which a payload of that kind goes; null when it stays. */
  @Nullable Duration of(PayloadKind kind) {
    Duration own =
        switch (kind) {
          case IMAGE -> images;
          case LARGE_TOOL_OUTPUT -> largeToolOutput;
          case TOOL_OUTPUT, TOOL_INPUT, LLM_INPUT, LLM_OUTPUT, OTHER -> null;
        };
    return own == null || (payloads != null && payloads.compareTo(own) < 0) ? payloads : own;
  }

  /** The age before which nothing goes; null when age makes nothing go. */
  @Nullable Duration shortest() {
    return Stream.of(runs, payloads, images, largeToolOutput)
        .filter(Objects::nonNull)
        .min(Duration::compareTo)
        .orElse(null);
  }
}
