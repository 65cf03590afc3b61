package dev.spoor.app;

import dev.spoor.codec.NearestName;
import dev.spoor.http.Address;
import dev.spoor.http.Holder;
import dev.spoor.http.PortProbe;
import dev.spoor.model.BadInput;
import dev.spoor.remote.RemoteAddress;
import dev.spoor.store.Receiver;
import dev.spoor.store.StoreException;
import dev.spoor.store.sqlite.StoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Looks at everything this program needs, and changes none of it. */
public final class Doctor {
  private static final String PREFIX = "SPOOR_";
  private static final long MEBIBYTE = 1 << 20;

  private final Map<String, String> environment;
  private final SettingsReader reader;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(Map<String, String> environment, SettingsReader reader) {
    this.environment = environment;
    this.reader = reader;
  }

  /**
   * Looks.
   *
   * @param environment the process's variables
   * @return one finding or more for each dependency, in the order in which they need each other
   */
  public static List<Finding> examine(Map<String, String> environment, SettingsReader reader) {
    Doctor doctor = new Doctor(environment, reader);
    doctor.java();
    doctor.engine();
    doctor.variables();
    doctor.settings().ifPresent(doctor::whatTheyName);
    return List.copyOf(doctor.findings);
  }

  private void java() {
    findings.add(
        Finding.ok("java", "Java " + Runtime.version() + " in " + System.getProperty("java.home")));
  }

  private void engine() {
    try {
      findings.add(Finding.ok("sqlite", "SQLite " + StoreFile.engineVersion()));
    } catch (StoreException e) {
      findings.add(failure("sqlite", e));
    }
  }

  private void variables() {
    List<String> known = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        String fix =
            NearestName.of(name, known.stream())
                .map(meant -> "did you mean " + meant + "?")
                .orElse("spoor doctor --settings lists what there is");
        findings.add(Finding.warning("settings", name + " is no setting and is ignored", fix));
      }
    }
  }

  private Optional<Settings> settings() {
    try {
      Settings settings = reader.read();
      long set =
          reader.origins().stream().filter(origin -> !origin.place().equals("default")).count();
      findings.add(
          Finding.ok("settings", set + " set, the others as they come (--settings lists all)"));
      return Optional.of(settings);
    } catch (BadInput mistake) {
      findings.add(
          Finding.failure(
              "settings",
              String.valueOf(mistake.getMessage()),
              "correct it, then look at the store and the port again"));
      return Optional.empty();
    }
  }

  private void whatTheyName(Settings settings) {
    RemoteAddress remote = settings.remote();
    if (remote != null) {
      findings.addAll(new RemoteFindings(settings, remote).find());
    }
    String storeId = store(settings.database());
    Tokens tokens = new Tokens(settings.home(), App.random(), App.systemClock());
    port(settings.serving().address(), tokens, storeId);
    otlpPort(settings.serving(), storeId);
  }

  /** The store's id; empty when there is none. */
  private String store(Path file) {
    try {
      Optional<StoreFile> found = StoreFile.inspect(file);
      findings.add(found.map(Doctor::healthy).orElseGet(() -> absent(file)));
      found.ifPresent(store -> store.receivers().forEach(this::receiver));
      return found.map(StoreFile::storeId).orElse("");
    } catch (StoreException e) {
      findings.add(failure("store", e));
      return "";
    }
  }

  private static Finding healthy(StoreFile store) {
    String schema =
        store.schema() == store.newestSchema()
            ? "schema " + store.schema()
            : "schema %d, becomes %d at its next use"
                .formatted(store.schema(), store.newestSchema());
    return Finding.ok(
        "store",
        "%s is whole: %s, %s, log %s"
            .formatted(store.path(), schema, size(store.bytes()), size(store.logBytes())));
  }

  private void receiver(Receiver receiver) {
    String state =
        "%s: runs waiting %d, spans refused %d"
            .formatted(receiver.address(), receiver.waiting(), receiver.refused());
    findings.add(
        receiver.trouble() == null
            ? Finding.ok("forward", state)
            : Finding.warning(
                "forward",
                state + "; it took nothing lately: " + receiver.trouble(),
                "nothing is lost while spoor serve tries again; --forward none forgets what waits"));
  }

  private static Finding absent(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
        ? Finding.ok("store", file + " does not exist yet; the first run makes it")
        : Finding.failure(
            "store",
            file + " does not exist and cannot be made",
            "let this user write " + folder + ", or name another file with SPOOR_DB");
  }

  private void port(Address address, Tokens tokens, String storeId) {
    try {
      findings.add(
          address.isLoopback() || tokens.letAnybodyIn()
              ? port(address, PortProbe.ask(address), storeId)
              : Finding.failure(
                  "port",
                  "others can reach " + address.host() + ", where no token would keep them out",
                  "set SPOOR_HOST="
                      + Setting.HOST.defaultText()
                      + ", or make a token: spoor token create"));
    } catch (IOException e) {
      findings.add(
          Finding.failure(
              "port",
              address.host() + " is no address of this machine (" + e + ")",
              "set SPOOR_HOST=" + Setting.HOST.defaultText()));
    }
  }

  private static Finding port(Address address, Holder holder, String storeId) {
    String port = "port " + address.port();
    String way = "nothing needs to be done: a free port is used; or set SPOOR_PORT to another one";
    if (holder instanceof Holder.Known known) {
      boolean same = !storeId.isEmpty() && known.identity().storeId().equals(storeId);
      String who = "%s %s".formatted(known.identity().product(), known.identity().version());
      return same && known.identity().product().equals(Viewing.PRODUCT)
          ? Finding.ok("port", who + " serves this store at " + address.url())
          : Finding.warning("port", port + " is held by " + who + " over another store", way);
    } else if (holder instanceof Holder.Stranger stranger) {
      return Finding.warning(
          "port", port + " is held by another program, which " + stranger.sign(), way);
    }
    return PortProbe.whyNotFree(address)
        .map(why -> Finding.warning("port", port + " cannot be bound: " + why, way))
        .orElseGet(() -> Finding.ok("port", port + " is free"));
  }

  private void otlpPort(Serving serving, String storeId) {
    Address address = serving.address().withPort(serving.otlpPort());
    try {
      if (serving.otlpPort() != 0 && address.isLoopback()) {
        findings.add(otlpPort(address, PortProbe.ask(address), storeId));
      }
    } catch (IOException e) {
      // The port's own finding has said it.
    }
  }

  private static Finding otlpPort(Address address, Holder holder, String storeId) {
    String port = "port " + address.port();
    boolean ours =
        holder instanceof Holder.Known known
            && !storeId.isEmpty()
            && known.identity().storeId().equals(storeId);
    if (ours) {
      return Finding.ok("otlp", "OTLP is taken at " + address.url());
    } else if (holder instanceof Holder.Nobody) {
      return Finding.ok("otlp", port + " is free for spoor serve to take OTLP");
    }
    return Finding.warning(
        "otlp",
        port + " is held by another program, so that OTLP is not taken there",
        "send OTLP to the shared port, or set " + Setting.OTLP_PORT.variable());
  }

  private static Finding failure(String subject, StoreException e) {
    String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
    return Finding.failure(subject, parts[0], parts.length == 1 ? "" : parts[1]);
  }

  private static String size(long bytes) {
    return bytes < MEBIBYTE ? bytes / 1_024 + " KiB" : bytes / MEBIBYTE + " MiB";
  }
}
