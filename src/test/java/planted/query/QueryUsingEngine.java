package planted.query;

import planted.store.sqlite.Engine;

/** Offends: only app names an engine. */
record QueryUsingEngine(Engine engine) {}
