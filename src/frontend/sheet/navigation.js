// Moving about in the sheet: to a section, to a question, to the first one without an answer.

import { visibleKeys } from '../form/data.js';
import { toAnswers } from './answers.js';
import { fieldKeyOf } from './fields.js';
import { TEXTS } from '../texts.js';

const FOCUSABLE = '.question-field input:not([type=hidden]):not(:disabled), .question-field select, .question-field textarea, .question-field button:not(:disabled)';

export class Navigation {
  constructor(sheet) {
    this.sheet = sheet;
  }

  attach(host) {
    this.host = host;
    host.addEventListener('focusin', event => this.#entered(event.target));
    setTimeout(() => this.#fromAddress());
  }

  show(view) {
    const { store } = this.sheet;
    store.set({ view, section: store.get().section ?? this.#open()[0]?.code });
  }

  goToSection(code) {
    const { store, autosave } = this.sheet;
    autosave.flush();
    store.set({ section: code });
    history.replaceState(null, '', `#sezione-${code}`);
    setTimeout(() => {
      const section = document.getElementById(`sezione-${code}`);
      if (section) {
        section.scrollIntoView({ block: 'start' });
        section.focus({ preventScroll: true });
      } else {
        this.sheet.say({ tone: 'warning', text: TEXTS.sections.notAsked });
      }
    }, 30);
  }

  neighbour(step) {
    const open = this.#open();
    const at = open.findIndex(section => section.code === this.sheet.store.get().section);
    return at < 0 && step > 0 ? open[0] ?? null : open[at + step] ?? null;
  }

  step(step) {
    const section = this.neighbour(step);
    if (section) {
      this.goToSection(section.code);
    }
  }

  /** The first question that still waits for its answer, of a section or of the whole sheet: as it stands now, saved or not. */
  firstMissing(section = null) {
    const { form, fields, store } = this.sheet;
    const shown = visibleKeys(form);
    const asked = [...fields.values()].filter(field => field.required && shown.has(field.key) && (!section || field.section === section));
    const answers = toAnswers(form._getState().data, new Map(asked.map(field => [field.key, field])));
    const parts = store.get().sheet.completezza?.sezioni ?? [];
    return asked.find(field => !answers[field.key])?.key
      ?? parts.find(one => shown.size === 0 && one.visibile !== false && one.date < one.chieste && one.primaMancante)?.primaMancante ?? null;
  }

  goToFirstMissing(section = null) {
    const key = this.firstMissing(section);
    if (key) {
      this.focusQuestion(key);
    } else {
      this.sheet.say({ tone: 'good', text: TEXTS.sections.allDone });
    }
  }

  /** Opens or closes the instructions of a question, where it stands. */
  help(key) {
    const { store } = this.sheet;
    if (key) {
      const helpOn = new Set(store.get().helpOn);
      store.set({ helpOn: helpOn.delete(key) ? helpOn : helpOn.add(key) });
    }
  }

  // Where work goes on: what the reviewer asked for, else the first missing answer, else what blocks.
  #whereWorkGoesOn() {
    const { sheet, editable, fields } = this.sheet.store.get();
    const remarks = (sheet.rilievi ?? []).filter(one => one.aperto);
    const order = [...fields.keys()];
    const remarked = remarks.map(one => fieldKeyOf(one.voce)).filter(key => fields.has(key)).sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];
    const section = remarks.find(one => one.sezione)?.sezione;
    if (!editable) {
      return null;
    }
    if (!remarked && section) {
      return this.goToSection(section);
    }
    const blocking = (sheet.esiti ?? []).find(one => one.gravita === 'BLOCCANTE')?.campi?.[0];
    const key = remarked ?? this.firstMissing() ?? blocking;
    return key && this.focusQuestion(key);
  }

  focusQuestion(reference) {
    const key = fieldKeyOf(reference);
    const { store, fields } = this.sheet;
    const section = fields.get(key)?.section;
    if (section) {
      store.set({ section });
    }
    // At once where it is in sight, so that the next key is already for it; else when its section has been drawn.
    if (!this.#enter(key)) {
      setTimeout(() => this.#enter(key) || this.sheet.say({ tone: 'warning', text: TEXTS.question.hiddenNow }), 30);
    }
  }

  #enter(key) {
    const question = this.host.querySelector(`[data-question="${CSS.escape(key)}"]`);
    if (!question?.offsetParent) {
      return false;
    }
    const input = question.querySelector(FOCUSABLE) ?? question;
    if (input === question) {
      question.tabIndex = -1;
    }
    question.scrollIntoView({ block: 'center' });
    input.focus({ preventScroll: true });
    return true;
  }

  #entered(target) {
    const question = target.closest?.('[data-question]')?.dataset.question ?? null;
    const section = target.closest?.('[data-section]')?.dataset.section ?? null;
    const { store } = this.sheet;
    const state = store.get();
    if ((question && question !== state.focused) || (section && section !== state.section)) {
      store.set({ focused: question ?? state.focused, section: section ?? state.section });
    }
  }

  #open() {
    const { sections, sheet } = this.sheet.store.get();
    const closed = new Set((sheet.completezza?.sezioni ?? []).filter(one => one.visibile === false).map(one => one.codice));
    return sections.filter(section => !closed.has(section.code));
  }

  // A link may name a section or a question: /schede/…#sezione-s3, /schede/…#a5_3_3_donne; from a list it just says #continua
  #fromAddress() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const { fields, store } = this.sheet;
    if (wanted === 'continua') {
      this.#whereWorkGoesOn();
    } else if (fields.has(fieldKeyOf(wanted))) {
      this.focusQuestion(wanted);
    } else if (store.get().sections.some(section => `sezione-${section.code}` === wanted || section.code === wanted)) {
      this.goToSection(wanted.replace(/^sezione-/, ''));
    }
  }
}
