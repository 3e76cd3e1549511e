// form-js judges values; here it learns of unreadable ones, and that an unanswered question is no error while one compiles.
import { isUnreadable } from '../sheet/answers.js';
import { parseDate } from '../sheet/dates.js';
import { parseNumber } from '../sheet/number.js';
import { TEXTS, fill } from '../texts.js';

export function makeLenient(form) {
  const validator = form.get('validator');
  const judge = validator.validateFieldInstance.bind(validator);
  validator.validateFieldInstance = (instance, value) => {
    const field = form.get('formFieldRegistry').get(instance.id);
    if (isUnreadable(value)) {
      return [unreadableMessage(field, value.raw)];
    }
    if (field?.type === 'datetime' && typeof value === 'string' && value !== '' && parseDate(value) !== value) {
      return [unreadableMessage(field, value)];
    }
    return isUnanswered(value) ? [] : judge(instance, value);
  };
}

/** Judges again every answered question on show. */
export function revalidate(form) {
  const { data } = form._getState();
  const errors = {};
  for (const instance of form.get('formFieldInstanceRegistry').getAllKeyed()) {
    const value = instance.valuePath.reduce((inner, step) => inner?.[step], data);
    const found = form.get('validator').validateFieldInstance(instance, value);
    if (found.length) {
      place(errors, [instance.id, ...Object.values(instance.indexes ?? {})], found);
    }
  }
  form._setState({ errors });
}

export function unreadableMessage(field, raw) {
  if (field?.type === 'number') {
    return fill(TEXTS.number[parseNumber(raw).reason ?? 'notNumber'], { raw });
  }
  return fill(field?.type === 'datetime' ? TEXTS.date.unreadable : TEXTS.choice.unknown, { raw });
}

function isUnanswered(value) {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function place(target, path, value) {
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce((inner, step) => (inner[step] ??= {}), target);
  holder[last] = value;
}
