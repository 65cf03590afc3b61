/** The row of figures: what the run, or all runs of a session, add up to. */

import { ERROR } from './columns.js';
import { byId, element, fill } from './dom.js';
import { count, duration, money, percent, short } from './format.js';
import { isBilled } from './kinds.js';
import { gateOf } from './verdicts.js';

const LARGEST_FULL_COUNT = 1e6;

/** Writes the figures. */
export function showFigures(view) {
  const infos = view.spans.turns.map((run) => run.info);
  const usage = sumUsage(infos);
  fill(
    byId('figures'),
    ...(infos.length > 1 ? [figure('Turns', count(infos.length), failedRuns(infos))] : []),
    durationFigure(view, infos),
    costFigure(infos),
    tokenFigure(usage),
    figure('LLM calls', count(total(infos, 'llm_call_count')), inLanes(view)),
    toolFigure(view, infos),
    figure('From cache', usage.input > 0 ? percent(usage.cached / usage.input) : '\u2013', usage.input > 0 ? `${short(usage.cached)} tokens` : 'no usage'),
    gateFigure(infos),
  );
}

function figure(label, value, note, bar) {
  return element(
    'div',
    { class: 'figure' },
    element('dt', {}, label),
    element('dd', {}, element('b', {}, value), note ? ' ' : null, typeof note === 'string' ? element('span', {}, note) : (note ?? null), bar ?? null),
  );
}

function total(infos, name) {
  return infos.reduce((sum, info) => sum + (info[name] ?? 0), 0);
}

function failedRuns(infos) {
  const failed = infos.filter((info) => info.status === 'error').length;
  return failed > 0 ? element('span', { class: 'failed' }, `${failed} failed`) : '';
}

function sumUsage(infos) {
  const sum = (name) => infos.reduce((all, info) => all + (info.usage?.[name] ?? 0), 0);
  return { input: sum('input_tokens'), output: sum('output_tokens'), cached: sum('cached_input_tokens') };
}

/** From start to end, and how much of it somebody was at work, by kind. */
function durationFigure(view, infos) {
  const { spans } = view;
  const running = infos.some((info) => info.status === 'running');
  const whole = running ? view.scale.end - view.scale.start : infos.reduce((sum, info) => sum + (info.duration_ms ?? 0) * 1000, 0);
  const idle = view.idle.reduce((sum, gap) => sum + gap.end - gap.start, 0);
  const note = idle > 0 ? `${duration(Math.max(0, view.scale.end - view.scale.start - idle))} active` : '';
  return figure('Duration', duration(whole), note, splitBar(timeByKind(spans)));
}

function timeByKind(spans) {
  const times = new Map();
  for (let row = 0; row < spans.rows; row++) {
    if (spans.tree.isLeaf(row)) {
      const failed = spans.status[row] === ERROR;
      const look = failed ? 'is-error' : `kind-${spans.kindOf(row)}`;
      times.set(look, (times.get(look) ?? 0) + spans.endOf(row) - spans.start[row]);
    }
  }
  return [...times].sort((a, b) => b[1] - a[1]);
}

function splitBar(parts) {
  const all = parts.reduce((sum, [, size]) => sum + size, 0);
  if (all === 0) {
    return null;
  }
  const pieces = parts.map(([look, size]) => {
    const piece = element('i', { class: look });
    piece.style.width = `${(size / all) * 100}%`;
    return piece;
  });
  return element('div', { class: 'split', 'aria-hidden': 'true' }, ...pieces);
}

function costFigure(infos) {
  const known = infos.filter((info) => info.cost_usd !== null && info.cost_usd !== undefined);
  const billed = infos.filter((info) => info.cost_status);
  const statuses = [...new Set(billed.map((info) => info.cost_status))];
  const nanos = total(known, 'cost_usd') * 1e9;
  const beside = total(infos, 'children_cost_usd') * 1e9;
  const note = [statuses.length === 1 ? statuses[0] : statuses.length > 1 ? 'partial' : 'nothing billed'];
  if (beside > 0) {
    note.push(`+ ${money(beside)} in child runs`);
  }
  const value = known.length > 0 ? money(nanos) : billed.length > 0 ? 'unpriced' : '\u2013';
  return figure('Cost', value, note[0] === 'unpriced' && value === 'unpriced' ? 'no price known' : note.join(', '));
}

function tokenFigure(usage) {
  const shown = (tokens) => (tokens < LARGEST_FULL_COUNT ? count(tokens) : short(tokens));
  const parts = [
    ['kind-llm cached', usage.cached],
    ['kind-llm', usage.input - usage.cached],
    ['output', usage.output],
  ];
  const note = element('span', {}, 'in ', element('b', {}, shown(usage.output)), ' out');
  return figure('Tokens', shown(usage.input), note, splitBar(parts));
}

function inLanes({ spans }) {
  const { tree } = spans;
  const inside = allRows(spans).filter((row) => {
    const lane = tree.above(row).find((above) => spans.kindOf(above) === 'agent');
    return isBilled(spans.kindOf(row)) && lane !== undefined && !tree.roots.includes(lane);
  }).length;
  return inside > 0 ? `${count(inside)} in sub-agents` : '';
}

function allRows(spans) {
  return Array.from(spans.tree.order);
}

function toolFigure({ spans }, infos) {
  const counted = new Set(infos);
  const failed = allRows(spans).filter((row) => {
    const kind = spans.kindOf(row);
    return (kind === 'tool' || kind === 'mcp') && spans.status[row] === ERROR && counted.has(spans.runInfo(row));
  }).length;
  const note = failed > 0 ? element('span', { class: 'failed' }, `${count(failed)} failed`) : '';
  return figure('Tool calls', count(total(infos, 'tool_call_count')), note);
}

function gateFigure(infos) {
  const { passed, total: all } = gateOf(infos.flatMap((info) => info.scores ?? []));
  if (all === 0) {
    return figure('Checks', 'none', '');
  }
  const failed = passed < all;
  const node = figure('Checks', `${passed} / ${all}`, failed ? element('span', { class: 'failed' }, 'failed') : 'passed');
  node.classList.toggle('failed-figure', failed);
  return node;
}
