package dev.spoor.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program, to be run once more. */
final class OwnProgram {
  private OwnProgram() {}

  /** The command that runs it with these arguments, by the same Java and from the same jar. */
  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.spoor.Main"));
    command.addAll(List.of(arguments));
    return command;
  }
}
