package dev.spoor.codec;

import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;

/** Where ids come from when the sender brings none; the caller's, so that codecs stay pure. */
public interface NewIds {
  /** An id that no run has. */
  TraceId traceId();

  /** An id that no span has. */
  SpanId spanId();
}
