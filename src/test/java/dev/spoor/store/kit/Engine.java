package dev.spoor.store.kit;

import dev.spoor.store.Store;
import java.nio.file.Path;
import java.util.List;

/** A storage engine as the contract kit handles it. */
public interface Engine {
  /** Opens the store that lives in a folder, or makes one there. */
  Store open(Path folder);

  /** The command that runs {@link WritingProcess} on the store in a folder. */
  List<String> writingProcess(Path folder);

  /** Makes the store in the folder look like one of a later version; it is closed. */
  void makeNewer(Path folder);

  /** What it does not keep, and why. */
  Excuses excuses();
}
