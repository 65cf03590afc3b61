package dev.spoor.mcp;

/**
 * How the server introduces itself.
 *
 * @param version of the program
 * @param instructions how an agent is to use the tools; shown to the model when it connects
 */
record ServerInfo(String version, String instructions) {
  static final String NAME = "spoor";
  static final String TITLE = "Spoor";
}
