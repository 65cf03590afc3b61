/** Colours of the page's theme for a canvas, which knows no variables. */

import { element } from './dom.js';
import { isStructure } from './kinds.js';

export class Colours {
  /** @param parent an element that stays on the page */
  constructor(parent) {
    this.probe = element('span', { hidden: true });
    parent.append(this.probe);
    this.known = new Map();
  }

  /** The theme may have changed. */
  forget() {
    this.known.clear();
  }

  of(variable) {
    if (!this.known.has(variable)) {
      this.probe.style.color = `var(${variable})`;
      this.known.set(variable, getComputedStyle(this.probe).color);
    }
    return this.known.get(variable);
  }

  ofKind(kind) {
    return this.of(isStructure(kind) && kind !== 'agent' ? '--structure' : `--${kind}`);
  }
}
