/** Everything about the selected span. */

import { callCard, errorText, messageCard, sentMessages, thinking, toolCard } from './conversation.js';
import { INFERRED_TIME, STATUSES } from './columns.js';
import { button, byId, element, fill, toast, visible } from './dom.js';
import { clock, counted, duration, money } from './format.js';
import { glyph, isBilled, title } from './kinds.js';
import { messagesOf } from './messages.js';
import { payloadView } from './payload.js';
import { receipt } from './receipt.js';
import { finding, scoreList } from './verdicts.js';

const LOAD_DELAY_MS = 40;

export class Panel {
  constructor(view, details, hints) {
    this.view = view;
    this.details = details;
    this.hints = hints;
    this.node = byId('panel');
    view.on('selection', () => this.show());
    hints.addEventListener('known', () => this.showHint());
  }

  /** Shows the selected span: what the page knows at once, the rest when it has come. */
  show() {
    const row = this.view.selected;
    if (row !== this.shown) {
      this.shown = row;
      this.node.scrollTop = 0;
      fill(this.node, this.head(row), element('div', { class: 'parts', 'aria-busy': 'true' }));
      this.showHint();
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(row), LOAD_DELAY_MS);
  }

  async load(row) {
    try {
      const details = await this.details.of(row);
      if (row === this.view.selected) {
        this.fillParts(row, details);
      }
    } catch (problem) {
      if (problem.name !== 'AbortError' && row === this.view.selected) {
        const again = button('Try again', {}, () => this.load(row));
        fill(this.node.lastElementChild, element('p', { class: 'nothing' }, `Not loaded: ${problem.message}. `), again);
      }
    }
  }

  head(row) {
    const { spans } = this.view;
    this.hintNode = element('span', { class: 'quiet hint-text' });
    return element(
      'header',
      { class: 'panel-head' },
      element(
        'div',
        { class: 'panel-title' },
        glyph(spans.kindOf(row)),
        element('h2', {}, visible(spans.labelOf(row))),
        this.hintNode,
        element('span', { class: 'keys' }, element('kbd', {}, 'k'), element('kbd', {}, 'j')),
        button('Copy link', {}, () => this.copyLink(row)),
      ),
      element('p', { class: 'meta' }, ...this.meta(row)),
      element('nav', { class: 'tabs', 'aria-label': 'Parts of the span' }),
    );
  }

  showHint() {
    if (this.hintNode && this.shown >= 0) {
      this.hintNode.textContent = visible(this.hints.of(this.shown) ?? '');
    }
  }

  meta(row) {
    const { spans } = this.view;
    const start = spans.start[row];
    const facts = [
      this.nth(row),
      spans.isRunning(row) ? `since ${clock(start)}` : `${clock(start)} \u2013 ${clock(spans.endOf(row))}`,
      spans.isRunning(row) ? 'running' : duration(spans.duration[row]),
    ];
    if (spans.firstToken[row] > 0) {
      facts.push(`first token ${duration(spans.firstToken[row])}`);
    }
    if (STATUSES[spans.status[row]] !== 'ok') {
      facts.push(STATUSES[spans.status[row]]);
    }
    if (spans.marks[row] & INFERRED_TIME) {
      facts.push('start guessed');
    }
    const nodes = facts.map((fact) => element('span', { class: fact === 'error' ? 'failed' : null }, fact));
    if (spans.isChildRun(row)) {
      const { run_id, trace_id } = spans.runInfo(row);
      nodes.push(element('a', { class: 'mono', href: `/runs/${trace_id}` }, run_id));
    }
    return nodes;
  }

  nth(row) {
    const { spans } = this.view;
    const kind = spans.kindOf(row);
    if (!isBilled(kind)) {
      return title(kind);
    }
    const calls = [...spans.tree.byStart].filter((each) => spans.kind[each] === spans.kind[row]);
    return `${title(kind)} ${calls.indexOf(row) + 1} of ${calls.length}`;
  }

  fillParts(row, details) {
    const parts = this.parts(row, details).filter(([, node]) => node !== null);
    const body = this.node.lastElementChild;
    fill(body, ...parts.map(([, node]) => node));
    body.removeAttribute('aria-busy');
    const tabs = parts.filter(([name]) => name !== '');
    fill(
      this.node.querySelector('.tabs'),
      ...tabs.map(([name, node]) =>
        button(name, {}, (event) => {
          node.scrollIntoView({ block: 'start', behavior: 'smooth' });
          this.markTab(event.currentTarget);
        }),
      ),
    );
    this.markTab(this.node.querySelector('.tabs button'));
  }

  markTab(current) {
    for (const tab of this.node.querySelectorAll('.tabs button')) {
      tab.toggleAttribute('aria-current', tab === current);
    }
  }

  /** The parts of the panel with the names of their tabs. */
  parts(row, details) {
    const { spans } = this.view;
    const { span } = details;
    const kind = spans.kindOf(row);
    const scores = (spans.runInfo(row).scores ?? []).filter((score) => score.span_id === span.span_id || (!score.span_id && row === spans.tree.roots[spans.run[row]]));
    return [
      ['', this.findings(row)],
      ...(isBilled(kind) ? modelParts(details) : otherParts(this.view, row, details)),
      [costTab(span), isBilled(kind) ? receipt(span) : null],
      [`Scores ${scores.length}`, scores.length > 0 ? scoreList(this.view, scores) : null],
      ['Attributes', attributes(details)],
      ['Raw', raw(details)],
    ];
  }

  findings(row) {
    const { spans } = this.view;
    const id = spans.idOf(row);
    const flags = (spans.runInfo(row).flags ?? []).filter((flag) => flag.span_ids.includes(id) && flag.state !== 'dismissed');
    return flags.length === 0 ? null : element('div', {}, ...flags.map((flag) => finding(this.view, flag)));
  }

  async copyLink(row) {
    const address = new URL(location.href);
    address.searchParams.set('span', this.view.spans.idOf(row));
    await navigator.clipboard.writeText(address.href);
    toast('Link copied');
  }
}

function modelParts({ span, input, output, earlier_messages: same }) {
  const sent = messagesOf(input, 'user');
  const earlier = same > 0 && sent ? same + sent.filter((message) => message.beside).length : 0;
  const came = messagesOf(output, 'assistant');
  const thought = span.attributes?.reasoning_content;
  const fresh = sent ? sent.length - earlier : 0;
  return [
    [
      fresh > 0 ? `New messages ${fresh}` : 'Messages',
      element(
        'section',
        {},
        ...(sent ? sentMessages(sent, earlier, span.usage?.cached_input_tokens ?? 0) : input ? [io('Input', input)] : []),
        typeof thought === 'string' && thought !== '' ? thinking(thought) : null,
        span.error ? errorText(span.error) : null,
        ...(came ? came.map(messageCard) : output ? [io('Output', output)] : []),
        input || output ? null : element('p', { class: 'nothing' }, 'Neither input nor output was recorded.'),
      ),
    ],
  ].map(([name, node]) => [name, clean(node)]);
}

function otherParts(view, row, details) {
  const { span, input, output } = details;
  if (span.kind === 'tool' || span.kind === 'mcp') {
    return [['Call', toolCard(view, row, details)]];
  }
  return [
    ['', span.error ? errorText(span.error) : null],
    ['Input', input ? io('Input', input) : null],
    ['Output', output ? io('Output', output) : null],
  ];
}

function clean(node) {
  node.classList.add('messages');
  return node;
}

function io(name, payload) {
  return element(
    'section',
    { class: 'card' },
    element('header', {}, element('b', {}, name)),
    payloadView(payload),
  );
}

function costTab(span) {
  return span.cost_usd === null || span.cost_usd === undefined ? 'Cost' : `Cost ${money(span.cost_usd * 1e9)}`;
}

/** What the sender said beside, one line each. */
function attributes({ span }) {
  const skipped = new Set(['input', 'output', 'attributes', 'usage', 'cost_detail', 'error', 'events', 'links']);
  const own = Object.entries(span).filter(([name, value]) => !skipped.has(name) && value !== null);
  const rest = Object.entries(span.attributes ?? {});
  const lines = [...own, ...rest, ...['events', 'links'].filter((name) => span[name]).map((name) => [name, span[name]])];
  return element(
    'section',
    {},
    element('h3', {}, 'Attributes ', element('span', { class: 'quiet' }, counted(lines.length, 'value'))),
    element('dl', { class: 'attributes' }, ...lines.flatMap(([name, value]) => attribute(name, value))),
  );
}

function attribute(name, value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [element('dt', {}, visible(name)), element('dd', { class: 'mono' }, text.length > 600 ? `${text.slice(0, 600)}\u2026` : text)];
}

function raw({ input, output }) {
  if (!input && !output) {
    return null;
  }
  return element(
    'section',
    {},
    element('h3', {}, 'Raw ', element('span', { class: 'quiet' }, 'exactly as sent')),
    input ? callCard('Input', payloadView(input), element('a', { class: 'side', href: input.url, download: '' }, 'Download')) : null,
    output ? callCard('Output', payloadView(output), element('a', { class: 'side', href: output.url, download: '' }, 'Download')) : null,
  );
}
