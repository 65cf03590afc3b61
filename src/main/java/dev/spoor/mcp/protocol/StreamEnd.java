package dev.spoor.mcp.protocol;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Hears the end of an asynchronous answer, however it came. */
record StreamEnd(Runnable action) implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) {
    action.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    action.run();
  }

  @Override
  public void onError(AsyncEvent event) {
    action.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
