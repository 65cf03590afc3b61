package planted.redact;

import java.nio.file.Path;

/** Offends: a pure rule that reads a file. */
record ReadingFile(Path path) {}
