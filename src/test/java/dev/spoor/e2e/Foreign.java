package dev.spoor.e2e;

import dev.spoor.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The programs of others that {@code scripts/install-clients} installs. */
public final class Foreign {
  private static final Path CLIENTS = Path.of("target", "clients").toAbsolutePath();
  private static final Path NODE = CLIENTS.resolve("npm/node_modules/.bin/node");
  private static final Path PYTHON = CLIENTS.resolve("python/bin/python");
  private static final Path GO_SENDER = CLIENTS.resolve("go/send");
  private static final String HOW = ", from scripts/install-clients";

  private Foreign() {}

  /** Node with one of our scripts, which finds its packages. */
  public static ProcessBuilder script(String name, String... arguments) {
    Needs.present("npm", Files.isExecutable(NODE), NODE + HOW);
    copyScripts();
    return command(NODE, CLIENTS.resolve("npm").resolve(name), arguments);
  }

  /** A program of one of the packages. */
  public static ProcessBuilder npmProgram(String name, String... arguments) {
    Needs.present("npm", Files.isExecutable(NODE), NODE + HOW);
    return command(NODE, CLIENTS.resolve("npm/node_modules/.bin").resolve(name), arguments);
  }

  /** Python with one of our scripts. */
  public static ProcessBuilder python(String name, String... arguments) {
    Needs.present("python3", Files.isExecutable(PYTHON), PYTHON + HOW);
    return command(PYTHON, Path.of("src/test/python").toAbsolutePath().resolve(name), arguments);
  }

  /** Our program with OpenTelemetry's SDK for Go. */
  public static ProcessBuilder goSender() {
    Needs.present("go", Files.isExecutable(GO_SENDER), GO_SENDER + HOW);
    return new ProcessBuilder(GO_SENDER.toString());
  }

  private static ProcessBuilder command(Path program, Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString(), script.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Node looks for packages in the folder of the script and above. */
  private static void copyScripts() {
    try (Stream<Path> scripts = Files.list(Path.of("src/test/npm"))) {
      for (Path script : scripts.filter(file -> file.toString().endsWith(".mjs")).toList()) {
        Files.copy(
            script,
            CLIENTS.resolve("npm").resolve(script.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
