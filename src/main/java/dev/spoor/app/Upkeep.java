package dev.spoor.app;

import dev.spoor.ingest.Retention;
import dev.spoor.ingest.RunRecount;
import dev.spoor.ingest.TotalsRecount;
import dev.spoor.model.BadInput;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.TraceId;
import dev.spoor.store.sqlite.DictionaryTrainer;
import dev.spoor.store.sqlite.SpaceMeasure;
import dev.spoor.store.sqlite.StoreBackup;
import dev.spoor.store.sqlite.StoreCheck;
import dev.spoor.store.sqlite.StoreFile;
import dev.spoor.store.sqlite.StoreRestore;
import dev.spoor.store.sqlite.StoreRestore.Restored;
import dev.spoor.store.upkeep.CheckReport;
import dev.spoor.store.upkeep.Flaw;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.PruneReport;
import dev.spoor.store.upkeep.Repair;
import dev.spoor.store.upkeep.StoreSpace;
import dev.spoor.store.upkeep.Trained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is done for a store as a whole, from the command line. */
public final class Upkeep {
  private static final int MOST_FLAWS_KEPT = 1_000;

  private final Settings settings;
  private final InstantSource clock;
  private final Progress progress;

  /**
   * Over the settings' store.
   *
   * @param progress hears of what takes long
   */
  public Upkeep(Settings settings, InstantSource clock, Progress progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * A store's file.
   *
   * @param schema how many migrations it has seen
   */
  public record Described(Path path, String storeId, long schema, long bytes) {
    static Described of(StoreFile file) {
      return new Described(file.path(), file.storeId(), file.schema(), file.bytes());
    }
  }

  /** What takes the space. */
  public StoreSpace space() {
    open().close();
    return SpaceMeasure.of(settings.database(), progress);
  }

  /** Looks whether everything fits together; others may write meanwhile. */
  public CheckReport check(Repair repair) {
    Flaws flaws = new Flaws();
    try (App app = open()) {
      StoreCheck.run(settings.database(), repair, flaws, progress);
      progress.at("counting runs", 0, 0);
      for (TraceId wrong : new RunRecount(app.store().reader()).wrong()) {
        boolean repaired = repair != Repair.NONE && app.ingest().recount(wrong);
        flaws.accept(
            new Flaw(
                Flaw.Kind.TOTALS, "its figures are not those of its spans", wrong, null, repaired));
      }
      progress.at("counting totals", 0, 0);
      TotalsRecount totals = new TotalsRecount(app.store().reader(), app.store().writer());
      totals.countOnce();
      int wrong = repair == Repair.NONE ? totals.wrong() : totals.repair();
      for (int i = 0; i < wrong; i++) {
        String message = "a sum over runs is not that of their spans";
        flaws.accept(new Flaw(Flaw.Kind.TOTALS, message, null, null, repair != Repair.NONE));
      }
    }
    return flaws.report();
  }

  private static final class Flaws implements Consumer<Flaw> {
    private final List<Flaw> first = new ArrayList<>();
    private long found;
    private long repaired;

    @Override
    public void accept(Flaw flaw) {
      found++;
      repaired += flaw.repaired() ? 1 : 0;
      if (first.size() < MOST_FLAWS_KEPT) {
        first.add(flaw);
      }
    }

    CheckReport report() {
      return new CheckReport(first, found, repaired);
    }
  }

  /** Copies the store, whoever writes to it meanwhile. */
  public Described backUp(Path target, boolean replace) {
    return Described.of(StoreBackup.backUp(settings.database(), target, replace, progress));
  }

  /**
   * A store's file as it is.
   *
   * @throws BadInput when there is none
   */
  public Described describe(Path file) {
    return StoreFile.inspect(file)
        .map(Described::of)
        .orElseThrow(
            () -> BadInput.of("FILE", "must be a store's file, and there is none: " + file));
  }

  /** What was restored, and where the replaced store is; null when there was none. */
  public record Exchange(Described store, @Nullable Path replaced) {}

  /** Puts a backup in the store's place, which nobody may have open. */
  public Exchange restore(Path backup) {
    Restored restored =
        StoreRestore.restore(backup, settings.database(), clock.instant(), progress);
    return new Exchange(Described.of(restored.store()), restored.replaced());
  }

  /** The migrations that the store has not seen, by name; empty when it has the newest schema. */
  public List<String> pendingMigrations() {
    return StoreFile.pendingMigrations(settings.database());
  }

  /** Brings the store to the newest schema. */
  public Described migrate() {
    if (!Files.exists(settings.database())) {
      throw BadInput.of("--db", "must be the file of a store, and there is none");
    }
    open().close();
    return describe(settings.database());
  }

  /** Teaches the store what its runs have in common, so that new ones are stored without it. */
  public Trained train() {
    open().close();
    return DictionaryTrainer.train(settings.database(), progress);
  }

  /** The runs that a filter finds. */
  public List<Run> find(RunFilter filter) {
    try (App app = open()) {
      return app.find(filter, progress);
    }
  }

  /** The runs with these ids, each in full; an unknown one is {@link BadInput}. */
  public List<Run> find(List<String> fullIds) {
    try (App app = open()) {
      return fullIds.stream().map(id -> app.runs().run(app.runs().stored(id))).distinct().toList();
    }
  }

  /**
   * Erases runs, so that no file of the store has their bytes any more.
   *
   * @return how many there were
   */
  public int erase(List<TraceId> runs) {
    try (App app = open()) {
      int erased = 0;
      for (TraceId run : runs) {
        progress.at("erasing runs", erased, runs.size());
        erased += app.ingest().erase(List.of(run)).size();
      }
      progress.at("clearing free places", 0, 0);
      app.store().scrub();
      return erased;
    }
  }

  /**
   * Takes out what is not to be kept any longer.
   *
   * @param dry only to find out what would go
   */
  public PruneReport prune(Retention retention, boolean dry) {
    try (App app = open()) {
      return app.prune(retention, clock.instant(), dry, progress);
    }
  }

  /** How long and how much is kept as it is set. */
  public Retention retention() {
    return settings.retention();
  }

  private App open() {
    if (!Files.exists(settings.database())) {
      throw BadInput.of(
          "--db", "must be the file of a store, and there is none at " + settings.database());
    }
    return App.open(settings);
  }
}
