package dev.spoor.forward;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a forwarder is given.
 *
 * @param pace how often it looks and asks
 * @param random spreads what many would do at once
 * @param clock tells how far away a time is until which a receiver asks to wait
 * @param meter counts
 * @param said hears, in sentences for people, what they should know
 */
public record Surroundings(
    Pace pace,
    RandomGenerator random,
    InstantSource clock,
    ForwardMeter meter,
    Consumer<String> said) {}
