/** What the page asks the server for: details of a span, and what rows were about. */

const MOST_HINTS = 80;
const HINT_DELAY_MS = 60;
const KEPT_DETAILS = 60;

/** The answer as JSON; an answer that is none of ours is an error with its status. */
export async function json(url, signal) {
  const answer = await fetch(url, { signal });
  if (!answer.ok) {
    throw new Error(`${answer.status} ${answer.statusText} for ${url}`);
  }
  return answer.json();
}

/** Details of spans; those of spans that have ended are kept. */
export class Details {
  constructor(spans) {
    this.spans = spans;
    this.kept = new Map();
  }

  /** A span's details; a later call for another span ends an earlier one that is under way. */
  async of(row) {
    const { spans } = this;
    const url = this.url(row);
    this.underWay?.abort();
    if (!spans.isRunning(row) && this.kept.has(url)) {
      return this.kept.get(url);
    }
    this.underWay = new AbortController();
    const before = spans.callBefore(row);
    const asked = before < 0 ? url : `${url}?previous=${spans.idOf(before)}`;
    const details = await json(asked, this.underWay.signal);
    this.keep(url, details);
    return details;
  }

  keep(url, details) {
    this.kept.set(url, details);
    if (this.kept.size > KEPT_DETAILS) {
      this.kept.delete(this.kept.keys().next().value);
    }
  }

  /** What is kept of these rows may be out of date. */
  forget(rows) {
    for (const row of rows) {
      this.kept.delete(this.url(row));
    }
  }

  url(row) {
    return `/runs/${this.spans.runInfo(row).trace_id}/spans/${this.spans.idOf(row)}.json`;
  }
}

/** In a few words what spans were about, asked for as rows come into sight. Emits `known`. */
export class Hints extends EventTarget {
  constructor(spans) {
    super();
    this.spans = spans;
    this.known = new Map();
    this.wanted = [];
  }

  /** The hint of a row; undefined while it is not known. */
  of(row) {
    return this.known.get(row);
  }

  /** Asks for those that are not known once the page has come to rest. */
  want(rows) {
    this.wanted = rows.filter((row) => !this.known.has(row)).slice(0, MOST_HINTS);
    clearTimeout(this.timer);
    if (this.wanted.length > 0) {
      this.timer = setTimeout(() => this.ask(this.wanted), HINT_DELAY_MS);
    }
  }

  async ask(rows) {
    const byRun = Map.groupBy(rows, (row) => this.spans.runInfo(row).trace_id);
    for (const [traceId, some] of byRun) {
      const ids = some.map((row) => this.spans.idOf(row));
      const answer = await json(`/runs/${traceId}/hints.json?spans=${ids.join(',')}`).catch(() => null);
      if (answer) {
        some.forEach((row, i) => this.known.set(row, answer.hints[ids[i]] ?? ''));
      }
    }
    this.dispatchEvent(new Event('known'));
  }

  forget(rows) {
    rows.forEach((row) => this.known.delete(row));
  }
}
