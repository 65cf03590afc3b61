package dev.spoor;

import dev.spoor.cli.Cli;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs a command of {@link Cli} and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Cli.run(arguments));
  }
}
