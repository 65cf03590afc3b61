/** Shows moments in the reader's own time zone; the exact one is in the title. */

const SHORT = { hour: '2-digit', minute: '2-digit' };
const LONG = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' };
const DAY = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };

/** Rewrites all `<time>` of the page. */
export function localTimes() {
  for (const node of document.querySelectorAll('time')) {
    const options = { short: SHORT, day: DAY }[node.className] ?? LONG;
    node.title = node.dateTime;
    node.textContent = new Intl.DateTimeFormat('en-GB', options).format(new Date(node.dateTime));
  }
}
