// Keeps the server's copy up with what is typed: only what changed, one request at a time, and it never gives up silently.

import { changesBetween } from './answers.js';
import { wantsFreshToken } from './api.js';
import { mergeAnswers } from './merge.js';

const WAIT_MS = 1200;
const RETRY_SECONDS = [5, 5, 10, 20, 30];

/**
 * `read()` gives the answers now in the form; `save(etag, changes)` sends them.
 * `on.state(state)` hears every change of state: {kind: 'saved', at} · 'dirty' · 'saving' · {kind: 'retrying', seconds, status} ·
 * 'login' · 'conflict' · {kind: 'refused', problem} · {kind: 'locked', problem}.
 * `on.saved(body)` gets each fresh sheet, `on.merged(answers, theirs)` what two people's work became,
 * `on.conflict({conflicts, merged, theirs, who, at})` what only a person can decide.
 */
export class Autosave {
  #timer = null;
  #inFlight = null;
  #failures = 0;
  #held = false;
  #refused = null;
  #renewed = false;

  constructor({ read, save, renewToken, on, etag, answers, asked = () => true, timers = globalThis, now = () => new Date() }) {
    Object.assign(this, { read, save, renewToken, on, asked, timers, now });
    this.restart(etag, answers);
    this.state = { kind: 'saved', at: null };
  }

  /** What the server does not have yet. */
  changes() {
    return changesBetween(this.base, this.read());
  }

  get unsaved() {
    return this.#inFlight !== null || Object.keys(this.changes()).length > 0;
  }

  /** Something was typed. */
  touched(wait = WAIT_MS) {
    if (this.#held || this.state.kind === 'locked') {
      return;
    }
    const changes = this.changes();
    if (Object.keys(changes).length === 0) {
      if (this.state.kind === 'dirty' || this.state.kind === 'refused') {
        this.#become({ kind: 'saved', at: this.state.at ?? null });
      }
      return;
    }
    if (this.#refused === JSON.stringify(changes)) {
      return;
    }
    if (this.state.kind !== 'retrying' && !this.#inFlight) {
      this.#become({ kind: 'dirty', at: this.state.at });
    }
    this.#schedule(this.state.kind === 'retrying' ? null : wait);
  }

  /** Saves now what is not saved; resolves when the server has everything or an obstacle stands in the way: true when all is saved. */
  async flush() {
    this.#stop();
    while (this.#inFlight) {
      await this.#inFlight;
    }
    if (this.#held || this.state.kind === 'locked') {
      return false;
    }
    if (Object.keys(this.changes()).length > 0) {
      await this.#send();
    }
    return this.state.kind === 'saved' && !this.unsaved;
  }

  /** After signing in again, or once the person has chosen in a conflict. */
  async goOn() {
    this.#held = false;
    this.#failures = 0;
    this.#refused = null;
    return this.flush();
  }

  /** The sheet itself moved on (an act was done): start again from what the server says. */
  restart(etag, answers) {
    this.etag = etag ?? this.etag;
    this.base = this.#known(answers);
  }

  /** From now on nothing can be saved any more. */
  lock(problem) {
    this.#stop();
    this.#become({ kind: 'locked', problem });
  }

  // An answer to a question this form does not ask is none of our business: it must not look as if we had cleared it.
  #known(answers) {
    return Object.fromEntries(Object.entries(answers ?? {}).filter(([key]) => this.asked(key)));
  }

  #become(state) {
    this.state = state;
    this.on.state(state);
  }

  #schedule(wait) {
    if (wait === null || this.#inFlight) {
      return;
    }
    this.#stop();
    this.#timer = this.timers.setTimeout(() => this.#send(), wait);
  }

  #stop() {
    this.timers.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #send() {
    this.#stop();
    if (this.#inFlight) {
      return this.#inFlight;
    }
    const sent = this.read();
    const changes = changesBetween(this.base, sent);
    if (Object.keys(changes).length === 0) {
      this.#become({ kind: 'saved', at: this.state.at ?? null });
      return Promise.resolve();
    }
    this.#become({ kind: 'saving', at: this.state.at });
    this.#inFlight = this.save(this.etag, changes).then(answer => {
      this.#inFlight = null;
      return this.#heard(answer, sent, changes);
    });
    return this.#inFlight;
  }

  #heard(answer, sent, changes) {
    if (answer.ok) {
      return this.#kept(answer, sent);
    }
    switch (answer.status) {
      case 401:
        this.#held = true;
        this.#renewed = false;
        return this.#become({ kind: 'login' });
      case 403:
        return this.#forbidden(answer);
      case 412:
        return this.#overtaken(answer.body?.attuale, sent);
      case 409:
      case 410:
      case 404:
        return this.lock(answer.body);
      case 400:
      case 413:
      case 415:
      case 422:
        this.#refused = JSON.stringify(changes);
        return this.#become({ kind: 'refused', problem: answer.body, at: this.state.at });
      default:
        return this.#later(answer.status);
    }
  }

  #kept(answer, sent) {
    this.#failures = 0;
    this.#refused = null;
    this.#renewed = false;
    this.etag = answer.etag ?? this.etag;
    this.base = this.#known(answer.body?.risposte ?? sent);
    this.#become({ kind: 'saved', at: this.now() });
    this.on.saved(answer.body, sent);
    this.touched();
  }

  // The session changed under the page: a fresh token is asked once, then the refusal is believed.
  async #forbidden(answer) {
    if (this.#renewed || !wantsFreshToken(answer)) {
      return this.lock(answer.body);
    }
    this.#renewed = true;
    const renewed = await this.renewToken();
    return renewed?.status === 401 ? this.#heard({ status: 401 }) : this.#send();
  }

  #overtaken(theirs, sent) {
    if (!theirs?.risposte) {
      return this.#later(412);
    }
    const known = this.#known(theirs.risposte);
    const { merged, conflicts } = mergeAnswers(this.base, this.read(), known);
    this.etag = theirs.etag?.startsWith('"') ? theirs.etag : `"${theirs.etag}"`;
    this.base = known;
    const story = { conflicts, merged, theirs: known, who: theirs.modificataDa, at: theirs.alle };
    if (conflicts.length) {
      this.#held = true;
      this.#become({ kind: 'conflict' });
      return this.on.conflict(story);
    }
    this.on.merged(story);
    return this.#send();
  }

  #later(status) {
    const seconds = RETRY_SECONDS[Math.min(this.#failures, RETRY_SECONDS.length - 1)];
    this.#failures += 1;
    this.#count(seconds, status);
  }

  #count(seconds, status) {
    this.#become({ kind: 'retrying', seconds, status, at: this.state.at });
    this.#stop();
    this.#timer = this.timers.setTimeout(
      () => (seconds > 1 ? this.#count(seconds - 1, status) : this.#send()), 1000);
  }
}
