package planted.store;

/** Keeps every rule; only some rooms may know it. */
public interface SpanWriter {}
