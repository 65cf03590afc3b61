package planted.query;

import java.sql.Connection;

/** Offends: SQL stays in engines. */
record SqlInQuery(Connection connection) {}
