package dev.spoor.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param host a name or an IP address of this machine
 * @param port 1 to 65535, or 0 for any that is free
 */
public record Address(String host, int port) {
  /** The largest port there is. */
  public static final int MOST = 65_535;

  /** Checks the port. */
  public Address {
    if (port < 0 || port > MOST) {
      throw new IllegalArgumentException("a port is from 0 to " + MOST + ", not " + port);
    }
  }

  /** The same host with another port. */
  public Address withPort(int other) {
    return new Address(host, other);
  }

  /**
   * Whether only this machine can reach it.
   *
   * @throws UnknownHostException when the host has no address
   */
  public boolean isLoopback() throws UnknownHostException {
    return InetAddress.getByName(host).isLoopbackAddress();
  }

  /** What a browser on this machine opens, without a slash at its end. */
  public String url() {
    String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }

  InetSocketAddress toBind() throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  InetSocketAddress toCall() throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    return new InetSocketAddress(
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port);
  }
}
