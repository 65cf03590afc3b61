/** One sentence about the run, made by rule. It says only what a span, a flag or a score proves. */

import { ERROR } from './columns.js';
import { byId, element, fill, visible } from './dom.js';
import { clock, counted, duration } from './format.js';
import { glyph, isBilled } from './kinds.js';
import { flagBadge, gateOf } from './verdicts.js';

const ENDINGS = {
  ok: 'Finished',
  error: 'Failed',
  cancelled: 'Cancelled',
  abandoned: 'Abandoned',
  running: 'Running',
};

/** Writes the sentence and the flags of the first run, or of all runs of a session. */
export function tell(view) {
  const { spans } = view;
  const flags = spans.turns.flatMap((run) => run.info.flags ?? []).filter((flag) => flag.state !== 'dismissed');
  const codes = [...new Set(flags.map((flag) => flag.code))];
  fill(byId('flags'), ...codes.map(flagBadge));
  fill(byId('story'), ...ending(view), ...trouble(view, flags), ...gate(view), ...lastWord(view));
}

function ending({ spans }) {
  if (spans.turns.length > 1) {
    const running = spans.turns.some((run) => run.info.status === 'running');
    return [element('b', {}, counted(spans.turns.length, 'turn')), running ? ', the last one running. ' : '. '];
  }
  const { info } = spans.turns[0];
  const reason = info.halt_reason ? ` (${visible(info.halt_reason)})` : '';
  const why = info.error?.message ? `: ${visible(info.error.message).slice(0, 160)}` : '';
  return [element('b', {}, ENDINGS[info.status] ?? info.status), `${reason}${why}. `];
}

/** The worst flag, or else the failed calls. */
function trouble(view, flags) {
  const { spans } = view;
  if (flags.length > 0) {
    const flag = flags[0];
    const row = spans.rowOfId(flag.span_ids[0] ?? '');
    const more = flags.length > 1 ? ` and ${counted(flags.length - 1, 'more finding')}. ` : '. ';
    return [`${flag.message} `, row >= 0 ? chip(view, row) : null, more];
  }
  const failed = [...spans.tree.byStart].filter((row) => spans.status[row] === ERROR && spans.tree.isLeaf(row));
  if (failed.length === 0) {
    return [];
  }
  return [
    element('b', {}, counted(failed.length, 'step')),
    ' failed, first ',
    chip(view, failed[0]),
    failed.length > 1 ? ', last ' : '. ',
    ...(failed.length > 1 ? [chip(view, failed.at(-1)), '. '] : []),
  ];
}

function gate({ spans }) {
  const { passed, total } = gateOf(spans.turns.flatMap((run) => run.info.scores ?? []));
  if (total === 0) {
    return [];
  }
  return [element('span', { class: passed < total ? 'failed' : null }, `${passed} of ${total} checks passed. `)];
}

/** What took longest, when one step took most of the time. */
function lastWord(view) {
  const { spans } = view;
  const leaves = view.steps.filter((row) => spans.tree.isLeaf(row) && spans.kindOf(row) !== 'approval');
  const sum = leaves.reduce((all, row) => all + Math.max(0, spans.endOf(row) - spans.start[row]), 0);
  const longest = leaves.reduce((best, row) => (length(spans, row) > length(spans, best) ? row : best), leaves[0]);
  if (longest === undefined || length(spans, longest) < 0.25 * sum || leaves.length < 3) {
    return [];
  }
  const verb = isBilled(spans.kindOf(longest)) ? 'The longest call took ' : 'The longest step took ';
  return [`${verb}${duration(length(spans, longest))} `, chip(view, longest), '.'];
}

function length(spans, row) {
  return spans.endOf(row) - spans.start[row];
}

/** A span as evidence: its mark, name and time; it leads there. */
export function chip(view, row) {
  const { spans } = view;
  const id = spans.idOf(row);
  const node = element(
    'a',
    { class: spans.status[row] === ERROR ? 'chip failed-chip' : 'chip', href: `?span=${id}` },
    glyph(spans.kindOf(row)),
    element('span', { class: 'chip-name' }, visible(spans.labelOf(row))),
    element('span', { class: 'mono' }, clock(spans.start[row], false)),
  );
  node.addEventListener('click', (event) => {
    event.preventDefault();
    view.select(row, 'push');
  });
  return node;
}
