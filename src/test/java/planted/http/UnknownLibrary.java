package planted.http;

import org.junit.jupiter.api.TestInfo;

/** Offends: a library that is in no table. */
record UnknownLibrary(TestInfo library) {}
