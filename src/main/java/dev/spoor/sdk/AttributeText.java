package dev.spoor.sdk;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as OTLP's {@code AnyValue} in JSON, as they are at the time of the call: lists of
 * messages grow afterwards.
 */
final class AttributeText {
  private static final int DEEPEST = 100;

  private final StringBuilder text;
  private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

  private AttributeText(StringBuilder text) {
    this.text = text;
  }

  /** Appends {@code {"key":...,"value":...}}. */
  static void append(StringBuilder text, String key, @Nullable Object value) {
    text.append("{\"key\":");
    JsonText.append(text, key);
    text.append(",\"value\":");
    new AttributeText(text).value(value);
    text.append('}');
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      text.append("{}");
    } else if (value instanceof CharSequence || value instanceof Character) {
      word(value.toString());
    } else if (value instanceof Enum<?> constant) {
      word(constant.name());
    } else if (value instanceof Boolean) {
      text.append("{\"boolValue\":").append(value).append('}');
    } else if (value instanceof Number number) {
      number(number);
    } else {
      nested(value);
    }
  }

  private void word(String value) {
    text.append("{\"stringValue\":");
    JsonText.append(text, value);
    text.append('}');
  }

  private void number(Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      text.append("{\"intValue\":\"").append(number).append("\"}");
    } else if (number instanceof Double || number instanceof Float) {
      double real = number.doubleValue();
      boolean finite = Double.isFinite(real);
      text.append("{\"doubleValue\":").append(finite ? "" : "\"");
      text.append(number).append(finite ? "}" : "\"}");
    } else {
      // What a double cannot hold keeps its digits as a text.
      word(number.toString());
    }
  }

  private void nested(Object value) {
    if (!around.add(value)) {
      throw new IllegalArgumentException("the value holds itself");
    }
    if (around.size() > DEEPEST) {
      throw new IllegalArgumentException("the value is nested deeper than " + DEEPEST);
    }
    if (value instanceof Map<?, ?> map) {
      members(map);
    } else if (value instanceof Iterable<?> elements) {
      elements(elements);
    } else if (value instanceof Object[] array) {
      elements(Arrays.asList(array));
    } else if (value instanceof int[] array) {
      elements(Arrays.stream(array).boxed().toList());
    } else if (value instanceof long[] array) {
      elements(Arrays.stream(array).boxed().toList());
    } else if (value instanceof double[] array) {
      elements(Arrays.stream(array).boxed().toList());
    } else if (value instanceof byte[] bytes) {
      word(Base64.getEncoder().encodeToString(bytes));
    } else {
      word(value.toString());
    }
    around.remove(value);
  }

  private void members(Map<?, ?> map) {
    text.append("{\"kvlistValue\":{\"values\":[");
    String comma = "";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      text.append(comma).append("{\"key\":");
      JsonText.append(text, String.valueOf(member.getKey()));
      text.append(",\"value\":");
      value(member.getValue());
      text.append('}');
      comma = ",";
    }
    text.append("]}}");
  }

  private void elements(Iterable<?> elements) {
    text.append("{\"arrayValue\":{\"values\":[");
    String comma = "";
    for (Object element : elements) {
      text.append(comma);
      value(element);
      comma = ",";
    }
    text.append("]}}");
  }
}
