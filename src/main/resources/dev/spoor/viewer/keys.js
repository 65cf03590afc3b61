/** The keyboard, and the list of keys that `?` shows. */

import { byId, element, fill } from './dom.js';

/** Calls the action of the key pressed, unless somebody is writing. */
export class Keys {
  constructor() {
    this.actions = new Map();
    this.sections = [];
    addEventListener('keydown', (event) => this.pressed(event));
  }

  /** Says under a heading what keys do: lines of `[keys with blanks between, meaning]`. */
  describe(heading, lines) {
    this.sections.push([heading, lines]);
  }

  /** What keys do, by the name that `KeyboardEvent.key` has for them; an action that returns false did nothing. */
  bind(actions) {
    Object.entries(actions).forEach(([key, action]) => this.actions.set(key, action));
  }

  pressed(event) {
    const writing = event.target.closest?.('input:not([type=checkbox]):not([type=range]), textarea, select');
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key === 'k') {
      event.preventDefault();
      byId('jump').focus();
    } else if (event.key === 'Escape' && writing) {
      writing.blur();
    } else if (!writing && !control && !event.altKey && this.handled(event)) {
      event.preventDefault();
    }
  }

  handled(event) {
    const onControl = event.target.closest?.('button, a, summary, input');
    const ownKeys = onControl ? [' ', 'Enter', ...(onControl.type === 'range' ? ARROWS : [])] : [];
    const action = this.actions.get(event.key);
    if (!action || ownKeys.includes(event.key) || byId('help').open) {
      return false;
    }
    return action(event) !== false;
  }

  /** Shows all keys. */
  help() {
    const dialog = byId('help');
    fill(
      dialog,
      element('h2', { id: 'help-title' }, 'Keys'),
      element('div', { class: 'key-sections' }, ...this.sections.map(section)),
      element('form', { method: 'dialog' }, element('button', {}, 'Close')),
    );
    dialog.showModal();
  }
}

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
const SHOWN = { ArrowLeft: '\u2190', ArrowRight: '\u2192', ArrowUp: '\u2191', ArrowDown: '\u2193' };

function section([heading, lines]) {
  return element(
    'section',
    {},
    element('h3', {}, heading),
    element(
      'dl',
      {},
      ...lines.flatMap(([keys, meaning]) => [
        element('dt', {}, ...keys.split(' ').map((key) => element('kbd', {}, SHOWN[key] ?? key))),
        element('dd', {}, meaning),
      ]),
    ),
  );
}
