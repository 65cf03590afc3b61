/** The list of runs: times in the reader's zone, and the keyboard. Everything else is links. */

import { byId } from './dom.js';
import { painted } from './painted.js';
import { json } from './server.js';
import { localTimes } from './times.js';

const EVERY_MS = 2000;

localTimes();

const rows = [...document.querySelectorAll('tr.run')];

for (const row of rows) {
  row.addEventListener('click', (event) => {
    if (!event.target.closest('a') && getSelection().isCollapsed) {
      row.querySelector('a').click();
    }
  });
}

addEventListener('keydown', (event) => {
  const writing = event.target.closest?.('input, textarea');
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    event.preventDefault();
    byId('jump').focus();
  } else if (event.key === 'Escape') {
    closeMenus(null);
    writing?.blur();
  } else if (!writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    pressed(event);
  }
});

function pressed(event) {
  if (event.key === '/' && byId('query')) {
    event.preventDefault();
    byId('query').focus();
  } else if (event.key === 'j' || event.key === 'k') {
    const at = rows.indexOf(document.activeElement.closest('tr.run'));
    const next = at < 0 ? 0 : Math.min(Math.max(at + (event.key === 'j' ? 1 : -1), 0), rows.length - 1);
    rows[next]?.querySelector('a').focus();
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = menu === except;
  }
}

addEventListener('click', (event) => closeMenus(event.target.closest('details.menu')));

async function wait() {
  const answer = await json('/runs.json?limit=1').catch(() => null);
  byId('listening').classList.toggle('lost', answer === null);
  if (answer?.traces.length > 0) {
    location.reload();
  } else {
    setTimeout(wait, EVERY_MS);
  }
}

if (byId('waiting')) {
  wait();
}
painted();
