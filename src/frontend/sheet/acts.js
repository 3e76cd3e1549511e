// The acts on a sheet: asked for, confirmed, sent, and what follows each. The server's guard decides; here it is only heard.

import { TEXTS, count, fill } from '../texts.js';
import { changesBetween } from './answers.js';
import { wantsFreshToken } from './api.js';

const MOST_NAMED = 5;
const DIALOG_OF = { finalizzazione: 'finalize', approvazione: 'approve' };

export class Acts {
  #finalizationKey = null;
  #shown = null;

  constructor(sheet) {
    this.sheet = sheet;
  }

  /** A button was pressed. */
  async start(name) {
    const { store } = this.sheet;
    if (name === 'restituzione' && store.get().drafts.length === 0) {
      return this.#say('warning', TEXTS.review.needRemark);
    }
    if (!(await this.sheet.autosave.flush())) {
      return this.#say('problem', TEXTS.notSaved);
    }
    if (!this.sheet.allowed(name)) {
      return this.sheet.open({ kind: 'why', action: this.sheet.action(name) ?? { azione: name, motivi: [] } });
    }
    this.#shown = this.sheet.autosave.etag;
    if (name === 'finalizzazione') {
      this.#finalizationKey = newKey();
    }
    if (DIALOG_OF[name] || name === 'restituzione') {
      return this.sheet.open({ kind: DIALOG_OF[name] ?? 'return' });
    }
    if (name === 'invio') {
      return needsConfirming(store.get().sheet) ? this.sheet.open({ kind: 'submit' }) : this.submit();
    }
    const { api } = this.sheet;
    return this.#run(name, { ripresa: api.resume, 'senza-contenuti': api.declareEmpty, 'annulla-senza-contenuti': api.undoEmpty }[name]);
  }

  submit() {
    return this.#run('invio', this.sheet.api.submit);
  }

  async claimAndSubmit() {
    const claimed = await this.claim();
    return claimed ? this.submit() : undefined;
  }

  finalize() {
    return this.#run('finalizzazione', () => this.sheet.api.finalize(this.#finalizationKey, this.#shown));
  }

  justify(justification) {
    return this.#run('motivazione', () => this.sheet.api.justify(justification));
  }

  decide(outcome) {
    const remarks = this.sheet.store.get().drafts.map(({ voce, sezione, testo }) => (voce ? { voce, testo } : { sezione, testo }));
    const name = outcome === 'APPROVATA' ? 'approvazione' : 'restituzione';
    return this.#run(name, () => this.sheet.api.review({ esito: outcome, rilievi: outcome === 'APPROVATA' ? [] : remarks }, this.#shown));
  }

  /** From a colleague whose name is on the page; one who took it in the meantime is named first. */
  claim() {
    const holder = this.sheet.store.get().sheet.inCarico;
    const takeOver = Boolean(holder) && holder.account !== this.sheet.account;
    return this.#quietly(() => this.sheet.api.claim(takeOver));
  }

  release() {
    return this.#quietly(this.sheet.api.release);
  }

  async #run(name, call) {
    this.sheet.store.set({ working: true });
    const answer = await this.send(call);
    this.sheet.store.set({ working: false });
    if (answer.ok) {
      return this.sheet.leaveAfter(name);
    }
    this.sheet.close();
    await this.#refused(answer);
  }

  async #quietly(call) {
    const answer = await this.send(call);
    if (!answer.ok) {
      this.#say('problem', fill(TEXTS.failed, { detail: this.#detail(answer) }));
    }
    await this.sheet.refresh();
    return answer.ok;
  }

  /** Sends a request: an expired login opens the panel over the page and the act goes on after it; a stale token is renewed once. */
  async send(call) {
    let answer = await call();
    if (wantsFreshToken(answer)) {
      const renewed = await this.sheet.api.renewToken();
      answer = renewed.status === 401 ? renewed : await call();
    }
    return answer.status === 401 && (await this.sheet.askLogin()) ? call() : answer;
  }

  async #refused(answer) {
    const before = this.sheet.autosave.read();
    if (answer.status !== 0) {
      await this.sheet.refresh();
    }
    if (answer.status === 412) {
      return this.#say('problem', [fill(TEXTS.failed, { detail: this.#detail(answer) }), this.#changedSince(before)].join(' ').trim());
    }
    if (answer.body?.codice === 'PRESA_IN_CARICO_DA_ALTRI' && this.sheet.allowed('presa-in-carico')) {
      return this.sheet.open({ kind: 'takeOver' });
    }
    if (answer.body?.esiti) {
      const { store } = this.sheet;
      store.set({ showMissing: true, sheet: { ...store.get().sheet, esiti: answer.body.esiti } });
    }
    this.#say('problem', fill(TEXTS.failed, { detail: this.#detail(answer) }));
  }

  // What the page now shows otherwise than when the act was asked for.
  #changedSince(before) {
    const { fields, autosave } = this.sheet;
    const labels = Object.keys(changesBetween(before, autosave.read())).map(key => `«${fields.get(key)?.label ?? key}»`);
    const { one, many, more } = TEXTS.changedSince;
    if (labels.length === 0) {
      return '';
    }
    const rest = labels.length - MOST_NAMED;
    const named = labels.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? fill(more, { questions: count(rest, ...TEXTS.sections.questions) }) : '');
    return fill(labels.length === 1 ? one : many, { labels: named });
  }

  #detail(answer) {
    return answer.status === 0 ? TEXTS.noConnection : answer.body?.detail ?? answer.body?.title ?? TEXTS.unknownFailure;
  }

  #say(tone, text) {
    this.sheet.say({ tone, text });
  }
}

// What one should see before sending: warnings, and that a sheet goes without contents.
function needsConfirming({ esiti, completezza, senzaContenuti }) {
  return (esiti ?? []).length > 0 || senzaContenuti === true || (completezza?.date ?? 0) < (completezza?.chieste ?? 0);
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
