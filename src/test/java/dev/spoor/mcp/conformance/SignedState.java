package dev.spoor.mcp.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a client carries for the server between two requests, and cannot change unnoticed. */
final class SignedState {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  SignedState(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String sign(String state) {
    return state + "." + HexFormat.of().formatHex(signature(state));
  }

  /** The state; null when it was not signed here. */
  @Nullable String read(String signed) {
    String state = signed.substring(0, Math.max(0, signed.indexOf('.')));
    boolean ours =
        MessageDigest.isEqual(
            sign(state).getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8));
    return ours ? state : null;
  }

  private byte[] signature(String state) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(state.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
