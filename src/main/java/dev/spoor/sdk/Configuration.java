package dev.spoor.sdk;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a program records; what is not said comes from the environment, else from the defaults. */
public final class Configuration {
  private static final String DEFAULT_URL = "http://127.0.0.1:4319";

  private final Map<String, String> environment;
  private final Set<String> tags = new LinkedHashSet<>();
  private String url;
  private String token;
  private @Nullable String project;
  private @Nullable String agent;
  private @Nullable String feature;
  private boolean content = true;
  private boolean enabled = true;
  private int maxRecords = 8192;
  private long maxBytes = 32L << 20;
  private Duration flushInterval = Duration.ofSeconds(1);
  private Duration closeTimeout = Duration.ofSeconds(2);
  private Duration requestTimeout = Duration.ofSeconds(10);

  Configuration(Map<String, String> environment) {
    this.environment = environment;
    this.url = environment.getOrDefault("SPOOR_URL", "");
    this.token = environment.getOrDefault("SPOOR_TOKEN", "");
  }

  /** The server; without it {@code SPOOR_URL}, else {@code http://127.0.0.1:4319}. */
  public Configuration url(String address) {
    url = address;
    return this;
  }

  /** What lets this program write there; without it {@code SPOOR_TOKEN}, else none. */
  public Configuration token(String secret) {
    token = secret;
    return this;
  }

  /** The project of all runs. */
  public Configuration project(String name) {
    project = name;
    return this;
  }

  /** The agent of all runs. */
  public Configuration agent(String name) {
    agent = name;
    return this;
  }

  /** The feature that the cost of all runs is booked to. */
  public Configuration feature(String name) {
    feature = name;
    return this;
  }

  /** A tag of all runs; may be said several times. */
  public Configuration tag(String tag) {
    tags.add(tag);
    return this;
  }

  /** False keeps inputs and outputs here and sends only what is said about them. */
  public Configuration captureContent(boolean captured) {
    content = captured;
    return this;
  }

  /** False records nothing. */
  public Configuration enabled(boolean on) {
    enabled = on;
    return this;
  }

  /** How many spans and scores may wait, 8,192 unless said; what comes on top is dropped. */
  public Configuration maxRecords(int records) {
    maxRecords = records;
    return this;
  }

  /** How many characters of text may wait, 32 Mi unless said; what comes on top is dropped. */
  public Configuration maxBytes(long bytes) {
    maxBytes = bytes;
    return this;
  }

  /** How long a span waits for others, a second unless said. */
  public Configuration flushInterval(Duration interval) {
    flushInterval = interval;
    return this;
  }

  /** How long closing, or the end of the program, waits for the server: 2 s unless said. */
  public Configuration closeTimeout(Duration timeout) {
    closeTimeout = timeout;
    return this;
  }

  /** How long one request may take: 10 s unless said. Nobody but the sending thread waits. */
  public Configuration requestTimeout(Duration timeout) {
    requestTimeout = timeout;
    return this;
  }

  /**
   * Ready to record. Starts nothing until there is something to send.
   *
   * @throws IllegalArgumentException when the url is none; nothing else in this package throws
   */
  public Spoor build() {
    Counts counts = new Counts();
    Transport transport = new Transport(address(), token, requestTimeout);
    Sender.Bounds bounds = new Sender.Bounds(maxRecords, maxBytes, flushInterval);
    Sender sender = new Sender(transport, bounds, counts, resource());
    return new Spoor(this, sender, counts);
  }

  private String address() {
    String address = url.isEmpty() ? DEFAULT_URL : url;
    URI uri = URI.create(address);
    if (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme())) {
      throw new IllegalArgumentException("url must be like " + DEFAULT_URL + ", not " + address);
    }
    return address.replaceAll("/+$", "");
  }

  private String resource() {
    StringBuilder json = new StringBuilder("{\"attributes\":[");
    AttributeText.append(json, "telemetry.sdk.name", "spoor");
    json.append(',');
    AttributeText.append(json, "telemetry.sdk.language", "java");
    json.append(',');
    AttributeText.append(json, "service.name", agent != null ? agent : "java");
    return json.append("]}").toString();
  }

  boolean isEnabled() {
    return enabled;
  }

  boolean capturesContent() {
    return content;
  }

  Duration closeTimeout() {
    return closeTimeout;
  }

  @Nullable String variable(String name) {
    return environment.get(name);
  }

  /** What all runs have in common. */
  void describe(Trace trace) {
    trace.project(project).agent(agent).feature(feature).session(variable("SPOOR_SESSION_ID"));
    tags.forEach(trace::tag);
  }
}
