package dev.spoor.store.sqlite;

import java.util.Arrays;

/**
 * What two payloads share at their front and their back, in whole characters.
 *
 * @param prefix bytes at the front
 * @param suffix bytes at the back, none of them in the prefix
 */
record SharedEnds(int prefix, int suffix) {
  static final SharedEnds NONE = new SharedEnds(0, 0);

  private static final int CONTINUATION_MASK = 0xC0;
  private static final int CONTINUATION = 0x80;

  static SharedEnds of(byte[] base, byte[] raw) {
    int shorter = Math.min(base.length, raw.length);
    int mismatch = Arrays.mismatch(base, raw);
    int prefix = mismatch < 0 ? raw.length : mismatch;
    while (prefix > 0 && splitsCharacter(raw, prefix)) {
      prefix--;
    }
    int suffix = 0;
    while (suffix < shorter - prefix
        && base[base.length - 1 - suffix] == raw[raw.length - 1 - suffix]) {
      suffix++;
    }
    while (suffix > 0 && splitsCharacter(raw, raw.length - suffix)) {
      suffix--;
    }
    return new SharedEnds(prefix, suffix);
  }

  private static boolean splitsCharacter(byte[] raw, int at) {
    return at < raw.length && (raw[at] & CONTINUATION_MASK) == CONTINUATION;
  }

  int bytes() {
    return prefix + suffix;
  }
}
