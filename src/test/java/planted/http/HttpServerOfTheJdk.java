package planted.http;

import com.sun.net.httpserver.HttpHandler;

/** Offends: the JDK's server lacks limits and a graceful stop. */
record HttpServerOfTheJdk(HttpHandler handler) {}
