package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server offers, defined once and served by both eras. Immutable. */
public final class Features {
  private static final int PAGE = 100;

  private final ServerInfo info;
  private final List<Tool> tools;
  private final List<Resource> resources;
  private final List<ResourceTemplate> templates;
  private final List<Prompt> prompts;
  private final @Nullable Changes changes;
  private final boolean logs;
  private final Caching listCaching;
  private final int pageSize;

  private Features(Builder builder) {
    info = builder.info;
    tools = List.copyOf(builder.tools);
    resources = List.copyOf(builder.resources);
    templates = List.copyOf(builder.templates);
    prompts = List.copyOf(builder.prompts);
    changes = builder.changes;
    logs = builder.logs;
    listCaching = builder.listCaching;
    pageSize = builder.pageSize;
  }

  /** Nothing yet. */
  public static Builder of(ServerInfo info) {
    return new Builder(info);
  }

  /** How the server introduces itself. */
  public ServerInfo info() {
    return info;
  }

  /** The tools in the order they are listed. */
  public List<Tool> tools() {
    return tools;
  }

  /** The tool of that name; null when there is none. */
  public @Nullable Tool tool(@Nullable String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst().orElse(null);
  }

  List<Resource> resources() {
    return resources;
  }

  List<ResourceTemplate> templates() {
    return templates;
  }

  List<Prompt> prompts() {
    return prompts;
  }

  @Nullable Prompt prompt(@Nullable String name) {
    return prompts.stream().filter(prompt -> prompt.name().equals(name)).findFirst().orElse(null);
  }

  /** How long the lists and the introduction hold. */
  Caching listCaching() {
    return listCaching;
  }

  /** How many entries a page of a list has; only the newer era pages. */
  int pageSize() {
    return pageSize;
  }

  /** Tells of changes; null when nothing ever changes. */
  @Nullable Changes changes() {
    return changes;
  }

  boolean offersTools() {
    return !tools.isEmpty();
  }

  boolean offersResources() {
    return !resources.isEmpty() || !templates.isEmpty();
  }

  boolean offersPrompts() {
    return !prompts.isEmpty();
  }

  boolean offersCompletions() {
    return prompts.stream()
            .flatMap(prompt -> prompt.arguments().stream())
            .anyMatch(argument -> argument.completer() != Completer.NONE)
        || templates.stream().anyMatch(template -> !template.completers().isEmpty());
  }

  /** Whether changes of this kind are told. */
  boolean announces(Changes.Kind kind) {
    return changes != null
        && switch (kind) {
          case TOOLS -> offersTools();
          case PROMPTS -> offersPrompts();
          case RESOURCES, RESOURCE -> offersResources();
        };
  }

  /** What is declared of all this in the newer era ({@code ServerCapabilities}). */
  JsonObject capabilities() {
    JsonObject.Builder all = JsonObject.builder();
    if (offersTools()) {
      all.put("tools", listChanged().build());
    }
    if (offersResources()) {
      JsonObject.Builder resource = listChanged();
      all.put("resources", (changes == null ? resource : resource.put("subscribe", true)).build());
    }
    if (offersPrompts()) {
      all.put("prompts", listChanged().build());
    }
    if (offersCompletions()) {
      all.put("completions", JsonObject.EMPTY);
    }
    return logs ? all.put("logging", JsonObject.EMPTY).build() : all.build();
  }

  private JsonObject.Builder listChanged() {
    JsonObject.Builder capability = JsonObject.builder();
    return changes == null ? capability : capability.put("listChanged", true);
  }

  /** Collects what is offered; not thread-safe. */
  public static final class Builder {
    private final ServerInfo info;
    private final List<Tool> tools = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<ResourceTemplate> templates = new ArrayList<>();
    private final List<Prompt> prompts = new ArrayList<>();
    private @Nullable Changes changes;
    private boolean logs;
    private Caching listCaching = Caching.NONE;
    private int pageSize = PAGE;

    private Builder(ServerInfo info) {
      this.info = info;
    }

    /** Adds tools, in the order they are listed. */
    public Builder tools(List<Tool> more) {
      tools.addAll(more);
      return this;
    }

    /** Adds resources, in the order they are listed. */
    public Builder resources(List<Resource> more) {
      resources.addAll(more);
      return this;
    }

    /** Adds templates, in the order they are listed; an address is read by the first that fits. */
    public Builder templates(List<ResourceTemplate> more) {
      templates.addAll(more);
      return this;
    }

    /** Adds prompts, in the order they are listed. */
    public Builder prompts(List<Prompt> more) {
      prompts.addAll(more);
      return this;
    }

    /** Clients may listen to these changes. */
    public Builder changes(Changes told) {
      changes = told;
      return this;
    }

    /** Handlers may write to the client's log. */
    public Builder logging() {
      logs = true;
      return this;
    }

    /** How long the lists hold; not at all unless said. */
    public Builder listCaching(Caching caching) {
      listCaching = caching;
      return this;
    }

    /**
     * How many entries a page has; 100 unless said.
     *
     * @param entries at least 1
     */
    public Builder pageSize(int entries) {
      if (entries < 1) {
        throw new IllegalArgumentException("a page has at least one entry");
      }
      pageSize = entries;
      return this;
    }

    /** The features. */
    public Features build() {
      return new Features(this);
    }
  }
}
