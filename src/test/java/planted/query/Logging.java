package planted.query;

import java.util.logging.Level;

/** Offends: nobody uses the JDK's logging. */
record Logging(Level level) {}
