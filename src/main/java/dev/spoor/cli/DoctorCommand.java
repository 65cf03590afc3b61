package dev.spoor.cli;

import dev.spoor.app.Doctor;
import dev.spoor.app.Finding;
import dev.spoor.app.Finding.Level;
import dev.spoor.app.SettingsReader;
import dev.spoor.app.SettingsReader.Origin;
import dev.spoor.cli.Terminal.Style;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code spoor doctor}; exit code 1 when something does not work. */
@Command(
    name = "doctor",
    description = "Look at everything Spoor needs: one line for each, with what to do about it.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final int MOST_CHARACTERS = 400;

  @ParentCommand private Cli cli;

  @Option(names = "--settings", description = "list every setting, its value and where it is from")
  private boolean settings;

  @Option(names = "--json", description = "print {ok, findings} or, with --settings, {settings}")
  private boolean json;

  @Override
  public Integer call() {
    SettingsReader reader = cli.settings(Map.of());
    if (settings) {
      printSettings(reader.origins());
      return 0;
    }
    List<Finding> findings = Doctor.examine(cli.environment(), reader);
    boolean well = findings.stream().noneMatch(finding -> finding.level() == Level.FAILURE);
    if (json) {
      cli.terminal().print(report(well, findings).write());
    } else {
      findings.forEach(this::print);
    }
    return well ? 0 : 1;
  }

  private void print(Finding finding) {
    Style style =
        switch (finding.level()) {
          case OK -> Style.GREEN;
          case WARNING -> Style.YELLOW;
          case FAILURE -> Style.RED;
        };
    String fix = finding.fix().isEmpty() ? "" : "; " + finding.fix();
    cli.terminal()
        .print(
            cli.terminal().styled(style, padded(finding.level().word(), 8))
                + padded(finding.subject(), 9)
                + Terminal.safe(finding.detail() + fix, MOST_CHARACTERS));
  }

  private static JsonObject report(boolean well, List<Finding> findings) {
    List<JsonValue> rows = new ArrayList<>();
    for (Finding finding : findings) {
      rows.add(
          JsonObject.builder()
              .put("subject", new JsonString(finding.subject()))
              .put("level", new JsonString(finding.level().word()))
              .put("detail", new JsonString(finding.detail()))
              .put("fix", new JsonString(finding.fix()))
              .build());
    }
    return JsonObject.builder()
        .put("ok", JsonBoolean.of(well))
        .put("findings", new JsonArray(rows))
        .build();
  }

  private void printSettings(List<Origin> origins) {
    if (json) {
      List<JsonValue> rows = new ArrayList<>();
      origins.forEach(origin -> rows.add(json(origin)));
      cli.terminal()
          .print(JsonObject.builder().put("settings", new JsonArray(rows)).build().write());
      return;
    }
    for (Origin origin : origins) {
      String value = origin.value().isEmpty() ? "-" : origin.value();
      cli.terminal()
          .print(
              cli.terminal().styled(Style.BOLD, padded(origin.setting().variable(), 20))
                  + padded(Terminal.safe(value, 60), 24)
                  + padded(Terminal.safe(origin.place(), 60), 12)
                  + origin.setting().help());
    }
  }

  private static JsonObject json(Origin origin) {
    return JsonObject.builder()
        .put("name", new JsonString(origin.setting().variable()))
        .put("key", new JsonString(origin.setting().key()))
        .put("value", new JsonString(origin.value()))
        .put("from", new JsonString(origin.place()))
        .put("description", new JsonString(origin.setting().help()))
        .build();
  }

  /** At least one space follows. */
  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s ", text);
  }
}
