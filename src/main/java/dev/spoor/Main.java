package dev.spoor;

import dev.spoor.cli.Launch;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Launch.run(arguments));
  }
}
