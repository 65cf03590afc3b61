package dev.spoor.codec.otlp;

import dev.spoor.codec.otlp.RecordList.Place;
import dev.spoor.model.BadInput;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Walks through a request: resources, their scopes, their records, which have the same numbers for
 * all three signals.
 */
final class ProtobufRequest<T, P extends RecordParts<T>> {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private final RecordList<T> records;
  private final Supplier<P> parts;
  private final BiConsumer<ProtobufMessage, P> reader;

  /**
   * A walk.
   *
   * @param records where the records go
   * @param parts makes what a record is read into
   * @param reader reads one
   */
  ProtobufRequest(RecordList<T> records, Supplier<P> parts, BiConsumer<ProtobufMessage, P> reader) {
    this.records = records;
    this.parts = parts;
    this.reader = reader;
  }

  /** Walks; a request that cannot be taken apart is {@link BadInput}. */
  void walk(byte[] body) {
    ProtobufMessage request = new ProtobufMessage(body);
    for (int index = 0; request.next(); ) {
      if (request.field() == 1) {
        resource(request.message("body"), index++);
      }
    }
  }

  private void resource(ProtobufMessage message, int index) {
    OriginParts.Resource resource = new OriginParts.Resource();
    int scopes = 0;
    while (message.next()) {
      if (message.field() == 1) {
        try {
          resource.is(ProtobufValues.resource(message.message("attributes")));
        } catch (BadInput mistake) {
          resource.isWrong(mistake);
        }
      } else if (message.field() == 2) {
        scope(message.message("scopes"), resource, index, scopes++);
      }
    }
    records.settle();
  }

  private void scope(
      ProtobufMessage message, OriginParts.Resource resource, int resourceIndex, int index) {
    OriginParts origin = new OriginParts(resource);
    int count = 0;
    while (message.next()) {
      if (message.field() == 1) {
        try {
          ProtobufValues.scope(message.message("attributes"), origin);
        } catch (BadInput mistake) {
          origin.isWrong(mistake);
        }
      } else if (message.field() == 2) {
        record(message, new Place(resourceIndex, index, count++), origin);
      }
    }
  }

  private void record(ProtobufMessage scope, Place place, OriginParts origin) {
    P record = parts.get();
    try {
      reader.accept(scope.message("record"), record);
      records.add(place, origin, record);
    } catch (BadInput mistake) {
      records.reject(place, record.id(), mistake);
    }
  }

  /**
   * What the first record of a request can only be: spans begin with two ids of 16 and 8 bytes and
   * have a start, log records have a time in the first or eleventh field. Empty when it is neither.
   */
  static Optional<OtlpSignal> signal(byte[] body) {
    ProtobufMessage request = new ProtobufMessage(body);
    while (request.next()) {
      ProtobufMessage resource = request.message("body");
      while (request.field() == 1 && resource.next()) {
        if (resource.field() == 2) {
          ProtobufMessage scope = resource.message("scopes");
          while (scope.next()) {
            if (scope.field() == 2) {
              return ofRecord(scope.message("record"));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<OtlpSignal> ofRecord(ProtobufMessage record) {
    boolean traceId = false;
    boolean spanId = false;
    boolean start = false;
    boolean time = false;
    while (record.next()) {
      switch (record.field()) {
        case 1 -> {
          traceId = record.isBytes(TRACE_ID_BYTES);
          time |= record.isFixed64();
        }
        case 2 -> spanId = record.isBytes(SPAN_ID_BYTES);
        case 7 -> start = record.isFixed64();
        case 11 -> time |= record.isFixed64();
        default -> {}
      }
    }
    boolean span = traceId && spanId && start;
    if (span == time) {
      return Optional.empty();
    }
    return Optional.of(span ? OtlpSignal.TRACES : OtlpSignal.LOGS);
  }
}
