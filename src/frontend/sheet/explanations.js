// Why a warning stands, in the words of who compiles: kept with the finding, read by who reviews.
import { TEXTS, fill } from '../texts.js';

export const EXPLANATION = { min: 10, max: 1000 };

export class Explanations {
  #unsaved = new Set();

  constructor(sheet) {
    this.sheet = sheet;
  }

  get unsaved() {
    return this.#unsaved.size > 0;
  }

  /** Something is being written about a finding, or no longer. */
  writing(finding, text) {
    if (text.trim()) {
      this.#unsaved.add(finding);
    } else {
      this.#unsaved.delete(finding);
    }
  }

  /** Null once it is kept, else the reason why not. The answers go first: a finding is explained for the figures it speaks of. */
  async keep(finding, text) {
    const length = [...text.trim()].length;
    if (length < EXPLANATION.min || length > EXPLANATION.max) {
      return TEXTS.explanation[length < EXPLANATION.min ? 'tooShort' : 'tooLong'];
    }
    return this.#ask(() => this.sheet.api.explain(finding, text.trim()), finding);
  }

  async withdraw(finding) {
    return this.#ask(() => this.sheet.api.withdrawExplanation(finding), finding);
  }

  async #ask(call, finding) {
    if (!(await this.sheet.autosave.flush())) {
      return TEXTS.notSaved;
    }
    const answer = await this.sheet.acts.send(call);
    if (!answer.ok) {
      return fill(TEXTS.failed, { detail: answer.status === 0 ? TEXTS.noConnection : answer.body?.detail ?? TEXTS.unknownFailure });
    }
    this.#unsaved.delete(finding);
    this.sheet.sheetIs(answer.body);
    return null;
  }
}
