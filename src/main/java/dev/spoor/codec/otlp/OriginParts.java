package dev.spoor.codec.otlp;

import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the records of one scope. A request may tell it after them, so that it is asked only
 * when their resource was read to its end.
 */
final class OriginParts {
  private final Resource resource;
  private String name = "";
  private String version = "";
  private JsonObject attributes = JsonObject.EMPTY;
  private @Nullable BadInput mistake;
  private @Nullable OtlpOrigin origin;

  OriginParts(Resource resource) {
    this.resource = resource;
  }

  /** What all scopes of a resource share. */
  static final class Resource {
    private JsonObject attributes = JsonObject.EMPTY;
    private @Nullable BadInput mistake;

    void is(JsonObject said) {
      attributes = said;
    }

    void isWrong(BadInput said) {
      mistake = said.inside("resource");
    }
  }

  void is(String scopeName, String scopeVersion, JsonObject scopeAttributes) {
    name = scopeName;
    version = scopeVersion;
    attributes = scopeAttributes;
  }

  void isWrong(BadInput said) {
    mistake = said.inside("scope");
  }

  /** The origin; when it is wrong, each of its records is rejected for that. */
  OtlpOrigin origin() {
    if (resource.mistake != null) {
      throw resource.mistake;
    } else if (mistake != null) {
      throw mistake;
    } else if (origin == null) {
      origin = new OtlpOrigin(resource.attributes, name, version, attributes);
    }
    return origin;
  }
}
