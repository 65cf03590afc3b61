/** What checks, judges and watch rules made of the run. */

import { button, element } from './dom.js';
import { clock, count, money } from './format.js';

const SEVERE = new Set(['ERROR_LOOP', 'TOOL_ERRORS', 'BUDGET_HARD']);

/** A flag's code on its tint. */
export function flagBadge(code) {
  return element('span', { class: SEVERE.has(code) ? 'flag severe' : 'flag' }, code);
}

/** A finding of a watch rule, with where it was seen. */
export function finding(view, flag) {
  const wasted = [];
  if (flag.wasted_tokens > 0) {
    wasted.push(`${count(flag.wasted_tokens)} tokens`);
  }
  if (flag.wasted_usd > 0) {
    wasted.push(money(flag.wasted_usd * 1e9));
  }
  const rows = flag.span_ids.map((id) => view.spans.rowOfId(id)).filter((row) => row >= 0);
  return element(
    'div',
    { class: SEVERE.has(flag.code) ? 'finding severe' : 'finding' },
    flagBadge(flag.code),
    element('p', {}, flag.message, wasted.length > 0 ? ` It brought nothing new for ${wasted.join(' and ')}.` : ''),
    element(
      'p',
      { class: 'where' },
      ...rows.slice(0, 6).map((row) => button(clock(view.spans.start[row]), { class: 'link' }, () => view.select(row, 'push'))),
    ),
  );
}

/** Verdicts and grades, one line each. */
export function scoreList(view, scores) {
  return element(
    'section',
    {},
    element('h3', {}, 'Scores'),
    element('ul', { class: 'scores' }, ...scores.map((score) => scoreLine(view, score))),
  );
}

function scoreLine(view, score) {
  const graded = score.source === 'check' || score.source === 'judge';
  const passed = graded ? score.value >= 0.5 : null;
  const row = score.span_id ? view.spans.rowOfId(score.span_id) : -1;
  return element(
    'li',
    {},
    element('span', { class: passed === false ? 'verdict failed' : 'verdict' }, passed === null ? '\u2022' : passed ? '\u2713' : '\u2715'),
    element('b', {}, score.name, element('span', { class: 'unseen' }, passed === null ? '' : passed ? ' passed' : ' failed')),
    element('span', { class: passed === false ? 'mono failed' : 'mono quiet' }, [score.label, score.reason].filter(Boolean).join(' \u00b7 ') || String(score.value)),
    row >= 0
      ? button(clock(view.spans.start[row]), { class: 'link' }, () => view.select(row, 'push'))
      : element('span', { class: 'quiet' }, score.judge ?? score.source),
  );
}

/** How many of the checks passed. */
export function gateOf(scores) {
  const graded = scores.filter((score) => score.source === 'check' || score.source === 'judge');
  return { passed: graded.filter((score) => score.value >= 0.5).length, total: graded.length };
}
