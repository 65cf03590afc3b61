package dev.spoor.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's own jar: nothing else is in it, and a program needs nothing else beside it. */
class SdkJarIT {
  private static final Path JAR = Path.of(System.getProperty("spoor.sdk.jar"));

  private static final String PROGRAM =
      """
      import dev.spoor.sdk.Kind;
      import dev.spoor.sdk.SpanScope;
      import dev.spoor.sdk.Spoor;
      import dev.spoor.sdk.Trace;
      import java.util.Map;

      class Program {
        public static void main(String[] arguments) {
          Spoor spoor = Spoor.configure().build();
          try (Trace trace = spoor.startTrace("the program")) {
            trace.recordLlm("m", call -> call.usage(Map.of("input_tokens", 1, "output_tokens", 2)));
            try (SpanScope span = trace.span("step", Kind.TOOL)) {
              span.output("done");
            }
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void jar_holdsNothingElse() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> strangers =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> !name.endsWith("/") && !name.startsWith("dev/spoor/sdk/"))
              .toList();
      assertEquals(List.of("META-INF/MANIFEST.MF"), strangers);
    }
  }

  @Test
  void classes_dependOnTheJdkAlone() throws IOException {
    Set<String> used =
        new ClassFileImporter()
            .importJar(new JarFile(JAR.toFile())).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(type -> type.getBaseComponentType())
                .filter(type -> !type.isPrimitive())
                .map(type -> type.getPackageName())
                .collect(Collectors.toSet());
    assertFalse(used.isEmpty());
    used.removeIf(name -> name.startsWith("java."));
    // Annotations that say what may be null: no class of them is loaded when a program runs.
    used.removeIf(name -> name.equals("org.jspecify.annotations"));
    assertEquals(Set.of("dev.spoor.sdk"), used);
  }

  @Test
  void program_withTheJarAlone_sendsItsRunAtItsEnd() throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
    try (Collector collector = new Collector()) {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      ProcessBuilder program =
          new ProcessBuilder(java.toString(), "-cp", JAR.toString(), source.toString());
      program.environment().put("SPOOR_URL", collector.url());
      Process process = program.redirectErrorStream(true).start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), told);
      assertEquals("", told);
      assertEquals(3, collector.spans().size());
      assertEquals(
          collector.span("the program").text("spanId"),
          collector.span("step").text("parentSpanId"));
    }
  }
}
