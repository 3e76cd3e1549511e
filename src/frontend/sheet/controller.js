// One open sheet: the form, what the server knows of it, and everything one can do with it.

import { Form } from '@bpmn-io/form-js-viewer';
import { ItalianModule } from '../form/italian.js';
import { rememberConditions } from '../form/conditions.js';
import { applyAnswers } from '../form/data.js';
import { siossModule } from '../form/module.js';
import { handOverTyping } from '../form/resting.js';
import { createStore } from '../form/store.js';
import { makeLenient, revalidate } from '../form/validation.js';
import { TEXTS, count, fill } from '../texts.js';
import { Acts } from './acts.js';
import { ROW_ID, changesBetween, sameAnswer, toAnswers, toFormData } from './answers.js';
import { Autosave } from './autosave.js';
import { closedKeys, readForm, withPatternMessages } from './fields.js';
import { takeTheirs } from './merge.js';
import { Explanations } from './explanations.js';
import { Navigation } from './navigation.js';
import { Sources } from './sources.js';
import { placeSums } from './sums.js';

export class SheetController {
  #leaving = false;
  #loginAnswer = null;
  #justifying = false;
  #drawn;

  /** Resolves when the form stands in the page. */
  drawn = new Promise(resolve => {
    this.#drawn = resolve;
  });

  constructor({ api, settings, sheet, etag, schema, options, sums }) {
    const { fields, sections } = readForm(schema);
    Object.assign(this, settings, { api, fields });
    this.store = createStore({
      ...firstState(settings.mode, sheet), closed: closedKeys(sheet, sections), fields, sections, sheet, sums, totals: placeSums(sums, schema), mode: settings.mode, wide: matchMedia('(min-width: 1000px)').matches
    });
    this.form = new Form({ additionalModules: [ItalianModule, siossModule(this.store, this)] });
    makeLenient(this.form);
    rememberConditions(this.form);
    this.autosave = new Autosave({
      etag,
      answers: sheet.risposte ?? {},
      asked: key => fields.has(key),
      read: () => toAnswers(this.form._getState().data, fields),
      save: api.save,
      renewToken: api.renewToken,
      on: {
        state: state => this.#saveState(state),
        saved: (body, sent) => this.#saved(body, sent),
        merged: story => this.#merged(story),
        conflict: story => this.#conflict(story)
      }
    });
    this.acts = new Acts(this);
    this.explanations = new Explanations(this);
    this.sources = new Sources(this);
    this.navigation = new Navigation(this);
    this.schema = withPatternMessages(schema, format => fill(TEXTS.question.format, { format }));
    this.options = options;
  }

  async prepare() {
    await this.form.importSchema(this.schema, { ...this.options, ...toFormData(this.store.get().sheet.risposte, this.fields) });
    // form-js lets a hidden question's first value show through to conditions: only the options are first values here.
    this.form._setState({ initialData: { ...this.options } });
    this.#setReadOnly(!this.store.get().editable);
    this.#closeSections();
    this.form.on('changed', () => this.store.get().editable && this.autosave.touched());
  }

  attach(host) {
    this.form.attachTo(host);
    host.addEventListener('focusout', () => this.store.get().editable && this.autosave.touched(200));
    host.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.target.matches('input')) {
        event.preventDefault();
      }
    });
    this.navigation.attach(host);
    window.addEventListener('beforeunload', event => this.#beforeLeaving(event));
    document.addEventListener('keydown', event => this.#shortcut(event));
    setTimeout(() => revalidate(this.form), 50);
    this.#drawn();
  }

  // What the panels ask for.
  open(dialog) {
    this.store.set({ dialog, ...(dialog.action?.azione === 'invio' ? { showMissing: true } : {}) });
  }

  close() {
    this.#loginAnswer?.(false);
    this.#loginAnswer = null;
    this.store.set({ dialog: null });
  }

  say(banner) {
    this.store.set({ banner });
    setTimeout(() => document.getElementById('esito-atto')?.scrollIntoView({ block: 'nearest' }), 30);
  }

  action(name) {
    return this.store.get().sheet.azioni?.find(one => one.azione === name) ?? null;
  }

  allowed(name) {
    return this.action(name)?.consentita === true;
  }

  act = name => this.acts.start(name);
  submit = () => this.acts.submit();
  claimAndSubmit = () => this.acts.claimAndSubmit();
  finalize = () => this.acts.finalize();
  justify = justification => this.acts.justify(justification);
  decide = outcome => this.acts.decide(outcome);
  claim = () => this.acts.claim();
  release = () => this.acts.release();
  show = view => this.navigation.show(view);
  step = step => this.navigation.step(step);
  neighbour = step => this.navigation.neighbour(step);
  goToSection = code => this.navigation.goToSection(code);
  focusQuestion = key => this.navigation.focusQuestion(key);
  firstMissing = () => this.navigation.firstMissing();
  goToFirstMissing = section => this.navigation.goToFirstMissing(section);
  help = key => this.navigation.help(key);
  saveNow = () => {
    handOverTyping();
    return this.autosave.goOn();
  };
  justificationTouched = () => {
    this.#justifying = true;
  };

  unsavedChanges() {
    const changes = Object.entries(this.autosave.changes()).filter(([, answer]) => answer);
    return Object.fromEntries(changes);
  }

  rowNumber(key, rowId) {
    const rows = this.form._getState().data[key] ?? [];
    const at = rows.findIndex(row => row[ROW_ID] === rowId);
    return at < 0 ? null : at + 1;
  }

  async login(username, password) {
    const outcome = await this.api.login(username, password);
    if (outcome === 'in') {
      const answered = this.#loginAnswer;
      this.#loginAnswer = null;
      this.store.set({ dialog: null });
      answered?.(true);
      if (this.autosave.state.kind === 'login') {
        await this.autosave.goOn();
      }
    }
    return outcome;
  }

  /** Opens the login over the page: true once signed in, false when the person gave up. */
  askLogin() {
    this.open({ kind: 'login' });
    return new Promise(resolve => {
      this.#loginAnswer = resolve;
    });
  }

  resolveConflict(chosen) {
    const { conflict } = this.store.get();
    const theirs = conflict.conflicts.filter(one => chosen[one.place] === 'theirs');
    this.store.set({ conflict: null, dialog: null });
    applyAnswers(this.form, takeTheirs(this.autosave.read(), theirs, conflict.theirs), this.fields, [...new Set(theirs.map(one => one.key))]);
    return this.autosave.goOn();
  }

  /** Asks the server how the sheet stands now; unsaved answers stay as typed. */
  async refresh() {
    const answer = await this.api.sheet();
    if (!answer.ok) {
      return;
    }
    this.takeIn(answer);
  }

  /** The sheet went on at the server: so does the page, unless something was typed meanwhile, which is then merged as it is saved. */
  takeIn(answer) {
    if (!this.autosave.unsaved) {
      this.autosave.restart(answer.etag, answer.body.risposte ?? {});
      applyAnswers(this.form, answer.body.risposte, this.fields);
    }
    this.sheetIs(answer.body);
  }

  /** After an act the page is asked anew, so that title, steps and buttons tell the same story. */
  leaveAfter(name) {
    this.#leaving = true;
    const address = new URL(this.page, location.href);
    address.searchParams.set('fatto', name);
    location.assign(address);
  }

  /** What the server says of the sheet now. */
  sheetIs(body) {
    const { sheet, mode } = this.store.get();
    const fresh = { ...body, precedenti: body.precedenti ?? sheet.precedenti };
    this.store.set({ sheet: fresh, closed: closedKeys(fresh, this.store.get().sections), ...rights(mode, fresh, this.autosave.state) });
    this.#setReadOnly(!this.store.get().editable);
    this.#closeSections();
  }

  // After a return limited to sections the questions of the others are read only, each by itself.
  #closeSections() {
    const { closed } = this.store.get();
    const registry = this.form.get('formFieldRegistry');
    let changed = false;
    for (const field of registry.getAll()) {
      const close = closed.has(field.type === 'dynamiclist' ? field.path : field.key);
      if (this.fields.has(field.type === 'dynamiclist' ? field.path : field.key) && close !== (field.readonly === true)) {
        [field, ...(field.components ?? [])].forEach(one => {
          one.readonly = close;
        });
        changed = true;
      }
    }
    if (changed) {
      this.form.setProperty('sectionsClosed', closed.size);
    }
  }

  // Every change of a property draws the whole form anew: only when it is one.
  #setReadOnly(readOnly) {
    if (this.form._getState().properties.readOnly !== readOnly) {
      this.form.setProperty('readOnly', readOnly);
    }
  }

  #saveState(save) {
    this.store.set({ save });
    if (save.kind === 'login') {
      this.open({ kind: 'login' });
    }
    if (save.kind === 'locked') {
      handOverTyping();
      this.store.set({ editable: false });
      this.#setReadOnly(true);
    }
  }

  // What the server wrote differently from what was sent (a number it normalized, say) appears where nobody has typed since.
  #saved(body, sent) {
    if (!body) {
      return;
    }
    const now = this.autosave.read();
    const rewritten = [...this.fields.keys()].filter(
      key => sameAnswer(now[key], sent[key]) && !sameAnswer(sent[key], body.risposte?.[key]));
    if (rewritten.length) {
      applyAnswers(this.form, body.risposte, this.fields, rewritten);
    }
    this.sheetIs(body);
  }

  #merged({ merged, who }) {
    const changed = Object.keys(changesBetween(this.autosave.read(), merged));
    applyAnswers(this.form, merged, this.fields, changed);
    const number = count(changed.length, ...TEXTS.conflict.answers);
    if (changed.length) {
      this.say({ tone: 'good', text: fill(TEXTS.conflict.merged, { number, who: who ?? TEXTS.conflict.someone }) });
    }
  }

  #conflict(story) {
    this.#merged(story);
    this.store.set({ conflict: story });
    this.open({ kind: 'conflict' });
  }

  #beforeLeaving(event) {
    handOverTyping();
    const { drafts, editable, save } = this.store.get();
    const unsaved = (editable || save.kind === 'locked') && this.autosave.unsaved;
    if (!this.#leaving && (unsaved || drafts.length > 0 || this.#justifying || this.explanations.unsaved || this.sources.unsaved)) {
      this.autosave.flush();
      event.preventDefault();
      event.returnValue = TEXTS.leave;
    }
  }

  #shortcut(event) {
    const writing = event.target.closest?.('input, textarea, select, [contenteditable]');
    const does = {
      'ctrl+s': () => this.store.get().editable && this.saveNow(),
      'alt+pagedown': () => this.step(1),
      'alt+pageup': () => this.step(-1),
      'alt+m': () => this.goToFirstMissing(),
      'alt+h': () => this.help(this.store.get().focused),
      '?': () => !writing && !this.store.get().dialog && (this.open({ kind: 'keys' }), true)
    }[`${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${event.key.toLowerCase()}`];
    if (does && does() !== false) {
      event.preventDefault();
    }
  }
}

function firstState(mode, sheet) {
  const save = { kind: 'saved', at: null };
  return {
    save,
    view: 'all',
    section: null,
    focused: null,
    helpAll: false,
    helpOn: new Set(),
    dialog: null,
    conflict: null,
    banner: doneBanner(sheet.stato),
    drafts: [],
    showMissing: false,
    working: false,
    ...rights(mode, sheet, save)
  };
}

function rights(mode, sheet, save) {
  const allowed = name => sheet.azioni?.some(one => one.azione === name && one.consentita) === true;
  const listed = name => sheet.azioni?.some(one => one.azione === name) === true;
  return {
    editable: mode === 'edit' && allowed('salvataggio') && save.kind !== 'locked',
    reviewing: mode === 'review' && sheet.stato === 'IN_VERIFICA' && (listed('approvazione') || listed('restituzione'))
  };
}

// The page just reloaded after an act: say so, offer what comes next, and clean the address.
function doneBanner(state) {
  const address = new URL(location.href);
  const done = address.searchParams.get('fatto');
  if (!TEXTS.done[done]) {
    return null;
  }
  address.searchParams.delete('fatto');
  history.replaceState(null, '', address);
  const stillMine = done === 'invio' && state === 'IN_MOTIVAZIONE';
  return {
    tone: 'good',
    text: stillMine ? TEXTS.done.toJustify : TEXTS.done[done],
    next: !stillMine && !['ripresa', 'senza-contenuti', 'annulla-senza-contenuti'].includes(done)
  };
}
