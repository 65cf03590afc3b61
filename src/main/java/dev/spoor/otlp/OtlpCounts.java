package dev.spoor.otlp;

/**
 * What arrived since the process began.
 *
 * @param spans those that were stored
 * @param logRecords those that were stored
 * @param dataPoints of metrics, which are not stored
 * @param rejected records that were left out
 */
public record OtlpCounts(long spans, long logRecords, long dataPoints, long rejected) {}
