// Moving about in the sheet: to a section, to a question, to the first one without an answer.

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

  firstMissing() {
    const sections = this.sheet.store.get().sheet.completezza?.sezioni ?? [];
    return sections.find(one => one.visibile !== false && one.date < one.chieste && one.primaMancante)?.primaMancante ?? null;
  }

  focusQuestion(reference) {
    const key = fieldKeyOf(reference);
    const { store, fields } = this.sheet;
    const section = fields.get(key)?.section;
    if (section) {
      store.set({ section });
    }
    setTimeout(() => {
      const question = this.host.querySelector(`[data-question="${CSS.escape(key)}"]`);
      if (!question) {
        this.sheet.say({ tone: 'warning', text: TEXTS.question.hiddenNow });
        return;
      }
      const input = question.querySelector(FOCUSABLE) ?? question;
      if (input === question) {
        question.tabIndex = -1;
      }
      question.scrollIntoView({ block: 'center' });
      input.focus({ preventScroll: true });
    }, 30);
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

  // A link may name a section or a question: /schede/…#sezione-s3, /schede/…#a5_3_3_donne
  #fromAddress() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const { fields, store } = this.sheet;
    if (fields.has(fieldKeyOf(wanted))) {
      this.focusQuestion(wanted);
    } else if (store.get().sections.some(section => `sezione-${section.code}` === wanted || section.code === wanted)) {
      this.goToSection(wanted.replace(/^sezione-/, ''));
    }
  }
}
