package planted.store;

import planted.ingest.Ingest;

/** Offends: the store knows who writes to it. */
record FloorUsingUpperFloor(Ingest ingest) {}
