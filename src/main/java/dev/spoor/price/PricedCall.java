package dev.spoor.price;

import dev.spoor.model.SpanKind;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call whose cost is asked for.
 *
 * @param kind only {@linkplain SpanKind#billed billed} kinds have a computed cost
 * @param provider who served it, in the sender's word; null when none was sent
 * @param model the model in the sender's spelling, the one that answered before the one asked for;
 *     null when none was sent
 * @param usage its tokens; null while it runs, or when none were sent
 * @param serviceTier the class of service; null for the standard one
 * @param at when it started: prices change by date and hour
 * @param reported what the sender says it cost; null when it says nothing
 */
public record PricedCall(
    SpanKind kind,
    @Nullable String provider,
    @Nullable String model,
    @Nullable Usage usage,
    @Nullable String serviceTier,
    Instant at,
    @Nullable Usd reported) {}
