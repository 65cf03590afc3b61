package dev.spoor.http;

import java.util.Optional;

/** Decides who may call which route. Called from many threads at once, before a body is read. */
@FunctionalInterface
public interface Guard {
  /** Lets everybody in. */
  Guard NONE = (route, request) -> Optional.empty();

  /**
   * Why a caller may not; empty when it may.
   *
   * @param route what is called; {@link Route#rights} tells what it asks for
   * @param request without its body
   */
  Optional<Response> refusal(Route route, Request request);
}
