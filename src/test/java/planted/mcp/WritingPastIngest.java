package planted.mcp;

import planted.store.SpanWriter;

/** Offends: a door that writes past ingest. */
record WritingPastIngest(SpanWriter writer) {}
