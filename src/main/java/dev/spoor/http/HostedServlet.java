package dev.spoor.http;

import jakarta.servlet.Servlet;
import java.util.function.Supplier;

/**
 * A servlet that a server hosts behind its routes. Each server that answers through it makes one.
 *
 * @param maker called before the first request, and not before; what it makes must be able to
 *     answer asynchronously
 * @param ending run when a server that made one is about to stop, to end the answers that would
 *     otherwise stay open
 */
public record HostedServlet(Supplier<? extends Servlet> maker, Runnable ending) {}
