/** What a call cost, and how that is known. */

import { element } from './dom.js';
import { count, exactMoney } from './format.js';

const COUNTERS = {
  cached_input_tokens: ['cached', 'cached read'],
  cache_write_tokens: ['fresh', 'cache write, 5 min'],
  cache_write_1h_tokens: ['fresh', 'cache write, 1 h'],
  uncached_input_tokens: ['fresh', 'input, uncached'],
  output_tokens: ['output', 'output'],
  reasoning_tokens: ['output', 'reasoning'],
};

/** A span's usage as lines with what each is billed at, and the sum below. */
export function receipt(span) {
  const detail = span.cost_detail ?? {};
  const lines = detail.factors?.map(factorLine) ?? usageLines(span.usage);
  return element(
    'section',
    { class: 'receipt-part', id: 'part-cost' },
    element('h3', {}, 'Cost of this call ', element('span', { class: 'quiet' }, span.cost_status ?? 'not billed')),
    element(
      'table',
      { class: `receipt kind-${span.kind}` },
      element('caption', { class: 'unseen' }, 'How the cost comes about'),
      element('thead', { class: 'unseen' }, headings()),
      element('tbody', {}, ...lines),
      element('tfoot', {}, totalLine(span)),
    ),
    element('p', { class: 'receipt-foot' }, ...origin(detail, span)),
  );
}

function headings() {
  const titles = ['Counter', 'Tokens', 'Price', 'Amount'];
  return element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)));
}

function factorLine(factor) {
  const price = factor.usd_per_million === undefined ? 'no price' : `\u00d7 $${factor.usd_per_million} / M`;
  const note = factor.priced_as ? `, as ${factor.priced_as.replaceAll('_', ' ')}` : '';
  const amount = factor.usd === undefined ? '' : exactMoney(Number(factor.usd) * 1e9, 6);
  return line(factor.counter, factor.tokens, price + note, amount);
}

function usageLines(usage) {
  return Object.keys(COUNTERS)
    .filter((counter) => usage?.[counter] > 0)
    .map((counter) => line(counter, usage[counter], '', ''));
}

function line(counter, tokens, price, amount) {
  const [swatch, words] = COUNTERS[counter] ?? ['fresh', counter.replaceAll('_', ' ')];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('span', { class: `swatch ${swatch}` }), words),
    element('td', {}, count(tokens)),
    element('td', { class: 'quiet' }, price),
    element('td', { class: 'mono' }, amount),
  );
}

function totalLine(span) {
  const known = span.cost_usd !== null && span.cost_usd !== undefined;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, 'Total'),
    element('td', {}, span.usage ? count(span.usage.total_tokens) : ''),
    element('td', {}),
    element('td', { class: 'mono' }, known ? exactMoney(span.cost_usd * 1e9, 6) : 'unpriced'),
  );
}

/** Where the price is from, or why there is none. */
function origin(detail, span) {
  const words = [];
  if (detail.model) {
    words.push(`price row ${detail.provider ? `${detail.provider} ` : ''}${detail.model}`);
  }
  if (detail.valid_from) {
    words.push(`valid from ${detail.valid_from}`);
  }
  if (detail.source) {
    words.push(detail.source === 'reported' ? 'reported by the sender' : detail.source);
  }
  if (detail.computed_usd) {
    words.push(`our own price table says $${detail.computed_usd}`);
  }
  if (detail.why) {
    words.push(detail.why);
  }
  if (detail.nearest) {
    words.push(`nearest row ${detail.nearest}`);
  }
  return [words.join(', ') || (span.cost_status ? '' : 'Nothing was billed for this span.')];
}
