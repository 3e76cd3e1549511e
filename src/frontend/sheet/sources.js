// What a person says of the values other systems sent: why another one is declared, whether a new one is taken, that a section was looked at.
import { TEXTS, fill } from '../texts.js';

export const REASON = { min: 10, max: 500 };

/** What a source sent for a question beside what is declared now; null where no source did. */
export function receivedFor(known, now) {
  const origin = known?.origin;
  if (origin?.ricevuto === undefined || origin?.ricevuto === null) {
    return null;
  }
  return {
    source: origin.fonte,
    value: origin.ricevuto,
    extractedOn: origin.estrattoIl,
    period: origin.periodo,
    reason: origin.motivo ?? null,
    changed: (now?.value ?? null) !== origin.ricevuto
  };
}

export class Sources {
  #unsaved = new Set();

  constructor(sheet) {
    this.sheet = sheet;
  }

  get unsaved() {
    return this.#unsaved.size > 0;
  }

  /** A reason is being written, or no longer. */
  writing(key, text) {
    if (text.trim()) {
      this.#unsaved.add(key);
    } else {
      this.#unsaved.delete(key);
    }
  }

  /** Null once it is kept, else why not. The answers go first: the reason is of the value that is declared. */
  async explain(key, text) {
    const length = [...text.trim()].length;
    if (length < REASON.min || length > REASON.max) {
      return TEXTS.received[length < REASON.min ? 'tooShort' : 'tooLong'];
    }
    const refused = await this.#ask(() => this.sheet.api.explainChange(key, text.trim()));
    if (!refused) {
      this.#unsaved.delete(key);
    }
    return refused;
  }

  take = key => this.#ask(() => this.sheet.api.decideProposal(key, 'ACCOLTA'));
  leave = key => this.#ask(() => this.sheet.api.decideProposal(key, 'NON_ACCOLTA'));
  confirm = section => this.#ask(() => this.sheet.api.confirmSection(section));

  async #ask(call) {
    if (!(await this.sheet.autosave.flush())) {
      return TEXTS.notSaved;
    }
    const answer = await this.sheet.acts.send(call);
    if (!answer.ok) {
      return fill(TEXTS.failed, { detail: answer.status === 0 ? TEXTS.noConnection : answer.body?.detail ?? TEXTS.unknownFailure });
    }
    this.sheet.takeIn(answer);
    return null;
  }
}
