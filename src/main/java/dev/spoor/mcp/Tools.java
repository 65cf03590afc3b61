package dev.spoor.mcp;

import dev.spoor.model.BadInput;
import dev.spoor.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools of one connection, by name. */
final class Tools {
  private final Map<String, Tool> byName = new LinkedHashMap<>();
  private final Faults faults;

  /**
   * Tools.
   *
   * @param tools in the order they are listed
   */
  Tools(List<Tool> tools, Faults faults) {
    tools.forEach(tool -> byName.put(tool.name(), tool));
    this.faults = faults;
  }

  /** All, in the order they are listed. */
  List<Tool> all() {
    return List.copyOf(byName.values());
  }

  /** The tool of that name; null when there is none. */
  @Nullable Tool named(@Nullable String name) {
    return name == null ? null : byName.get(name);
  }

  /** Calls a tool; whatever goes wrong in it is a result that says so. */
  ToolResult call(Tool tool, ToolRequest request) {
    try {
      return tool.handler().call(request);
    } catch (BadInput mistake) {
      return ToolResult.mistake(mistake);
    } catch (StoreException failure) {
      faults.report(tool.name(), failure);
      return ToolResult.failure(
          "The store failed, which is no mistake of yours: "
              + failure.getMessage()
              + (failure.passing() ? " The same call may succeed later." : ""));
    } catch (RuntimeException | Error fault) {
      return ToolResult.failure(faults.report(tool.name(), fault));
    }
  }
}
