package planted.store.sqlite;

/** Keeps every rule; only app may know it. */
public final class Engine {}
