/** Numbers as people read them. Times are microseconds, money is nano-dollars. */

const MINUTE = 60e6;
const HOUR = 3600e6;

const whole = new Intl.NumberFormat('en-US');

/** `40 ms`, `5.5 s`, `1 m 52 s`, `2 h 04 m`. */
export function duration(micros) {
  if (micros < 1000) {
    return micros === 0 ? '0 ms' : `${trimmed(micros / 1000, 2)} ms`;
  } else if (micros < 999.5e3) {
    return `${Math.round(micros / 1000)} ms`;
  } else if (micros < 59.95e6) {
    return `${(micros / 1e6).toFixed(1)} s`;
  } else if (micros < HOUR - 0.5e6) {
    const seconds = Math.round(micros / 1e6);
    return `${Math.floor(seconds / 60)} m ${padded(seconds % 60)} s`;
  }
  const minutes = Math.round(micros / MINUTE);
  return `${whole.format(Math.floor(minutes / 60))} h ${padded(minutes % 60)} m`;
}

/** A time in the run: `1:33.9`, or `1:04` without tenths, `2:04:10` from an hour on. */
export function clock(micros, tenths = true) {
  const unit = tenths ? 1e5 : 1e6;
  const rounded = Math.max(0, Math.round(micros / unit)) * unit;
  const hours = Math.floor(rounded / HOUR);
  const minutes = Math.floor((rounded % HOUR) / MINUTE);
  const seconds = (rounded % MINUTE) / 1e6;
  const tail = tenths ? padded(seconds.toFixed(1), 4) : padded(Math.round(seconds));
  return hours > 0 ? `${hours}:${padded(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** Four decimals, two from a dollar on; less than can be shown says so. */
export function money(nanos) {
  if (nanos > 0 && nanos < 50_000) {
    return '<$0.0001';
  }
  return exactMoney(nanos, nanos >= 1e9 ? 2 : 4);
}

/** With that many decimals. */
export function exactMoney(nanos, decimals) {
  const [dollars, rest] = (nanos / 1e9).toFixed(decimals).split('.');
  return `$${whole.format(Number(dollars))}.${rest}`;
}

/** `44,275`. */
export function count(number) {
  return whole.format(number);
}

/** `850`, `31.2k`, `1.2M`. */
export function short(number) {
  if (number < 1000) {
    return String(number);
  } else if (number < 99_950) {
    return `${(number / 1000).toFixed(1)}k`;
  } else if (number < 999_500) {
    return `${Math.round(number / 1000)}k`;
  }
  return number < 999.95e6 ? `${(number / 1e6).toFixed(1)}M` : `${(number / 1e9).toFixed(1)}G`;
}

/** `89 %`, with a narrow space. */
export function percent(share) {
  return `${Math.round(share * 100)}\u202f%`;
}

/** `96 B`, `9.4 KB`, `1.2 MB`. */
export function bytes(number) {
  if (number < 1000) {
    return `${number} B`;
  }
  return number < 999_500
    ? `${trimmed(number / 1000, 1)} KB`
    : `${trimmed(number / 1e6, 1)} MB`;
}

/** `1 span`, `3 spans`. */
export function counted(number, word) {
  return `${count(number)} ${word}${number === 1 ? '' : 's'}`;
}

function trimmed(number, decimals) {
  return String(Number(number.toFixed(decimals)));
}

function padded(number, length = 2) {
  return String(number).padStart(length, '0');
}
