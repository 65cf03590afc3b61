package dev.spoor.rest;

import dev.spoor.codec.Traceparent;
import dev.spoor.http.Request;
import dev.spoor.model.BadInput;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.TraceId;
import dev.spoor.query.RunQuery;
import java.util.Optional;

/** Which run a request is about. */
final class RunAddress {
  private RunAddress() {}

  /** The run whose full id stands in the path, for a write; status 404 when there is none. */
  static TraceId toWrite(Request request, RunQuery runs) {
    try {
      return runs.stored(request.pathVariable("run"));
    } catch (BadInput unknown) {
      throw Problems.notFound(unknown);
    }
  }

  /** The run whose id or prefix stands in the path, to read; status 404 when there is none. */
  static Run toRead(Request request, RunQuery runs) {
    try {
      return runs.run(runs.resolve(request.pathVariable("run")));
    } catch (BadInput unknown) {
      throw Problems.notFound(unknown);
    }
  }

  /** The caller's own place, when the request says it. */
  static Optional<Traceparent> ofCaller(Request request) {
    return Traceparent.parse(request.header("traceparent"));
  }

  /** The run that a write was about; when nothing of it was taken, the first reason why. */
  static Run written(Receipt receipt) {
    if (receipt.runs().isEmpty()) {
      throw receipt.rejected().isEmpty()
          ? new IllegalStateException("nothing was written")
          : receipt.rejected().get(0).mistake();
    }
    return receipt.runs().get(0);
  }
}
