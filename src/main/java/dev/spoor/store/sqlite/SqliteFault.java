package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to the person who has to do something. */
final class SqliteFault {
  private static final int PRIMARY_CODE = 0xFF;

  private SqliteFault() {}

  /**
   * The failure in words.
   *
   * @param tried what was tried, to be read after "could not"
   */
  static StoreException of(SQLException cause, String tried, Path file) {
    String opening = "could not " + tried + " in " + file + ": ";
    int code = primaryCode(cause);
    if (is(code, SQLiteErrorCode.SQLITE_FULL)) {
      return passing(opening + "the disk is full; free some space and try again", cause);
    } else if (is(code, SQLiteErrorCode.SQLITE_READONLY)) {
      return passing(
          opening + "the file or its folder is read-only; let this user write both", cause);
    } else if (is(code, SQLiteErrorCode.SQLITE_CANTOPEN) || is(code, SQLiteErrorCode.SQLITE_PERM)) {
      return passing(
          opening + "it cannot be opened; let this user read and write the file and its folder",
          cause);
    } else if (is(code, SQLiteErrorCode.SQLITE_IOERR)) {
      return passing(
          opening + "the disk failed (" + cause.getMessage() + "); check the disk and try again",
          cause);
    } else if (isBusy(cause)) {
      return passing(
          opening
              + "another program keeps it locked; close programs that have the file open, and try"
              + " again",
          cause);
    } else if (is(code, SQLiteErrorCode.SQLITE_NOTADB)) {
      return lasting(
          opening + "it is not an SQLite database; name another file, or move this one away",
          cause);
    } else if (is(code, SQLiteErrorCode.SQLITE_CORRUPT)) {
      return lasting(
          opening + "the file is damaged; restore a backup, or move the file away to begin anew",
          cause);
    } else if (is(code, SQLiteErrorCode.SQLITE_TOOBIG)) {
      return lasting(
          opening + "a value is larger than SQLite takes (a billion bytes); send less", cause);
    }
    return lasting(opening + cause.getMessage(), cause);
  }

  /** Whether somebody else is at work, so that trying again helps. */
  static boolean isBusy(SQLException e) {
    int code = primaryCode(e);
    return is(code, SQLiteErrorCode.SQLITE_BUSY)
        || is(code, SQLiteErrorCode.SQLITE_LOCKED)
        || is(code, SQLiteErrorCode.SQLITE_PROTOCOL);
  }

  private static int primaryCode(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? sqlite.getResultCode().code & PRIMARY_CODE
        : SQLiteErrorCode.SQLITE_ERROR.code;
  }

  private static boolean is(int code, SQLiteErrorCode wanted) {
    return code == wanted.code;
  }

  private static StoreException passing(String message, SQLException cause) {
    return new StoreException(message, true, cause);
  }

  private static StoreException lasting(String message, SQLException cause) {
    return new StoreException(message, false, cause);
  }
}
