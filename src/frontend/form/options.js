// The choices a question offers, from the form itself, from data, or from an expression.
import { useExpressionEvaluation } from '@bpmn-io/form-js-viewer';
import { useMemo } from 'preact/hooks';
import { useFormService } from './store.js';

export function useOptions(field) {
  const data = useFormService('form')._getState().initialData;
  const computed = useExpressionEvaluation(field.valuesExpression);
  return useMemo(
    () => normalize(field.valuesKey ? data?.[field.valuesKey] : field.values ?? computed),
    [data, field, computed]
  );
}

export function normalize(options) {
  return (Array.isArray(options) ? options : [])
    .map(option => (typeof option === 'object' && option !== null ? option : { value: option, label: String(option) }))
    .filter(option => option.value !== undefined && option.value !== null && option.value !== '')
    .map(option => ({ value: option.value, label: String(option.label ?? option.value) }));
}

/** Finds an option by what a person typed or pasted: its code or its words, accents and case ignored. */
export function findOption(options, typed) {
  const wanted = plain(typed);
  return options.find(option => String(option.value) === String(typed).trim())
    ?? options.find(option => plain(option.label) === wanted);
}

/** Options whose words contain all the words typed. */
export function filterOptions(options, typed) {
  const words = plain(typed).split(' ').filter(Boolean);
  return options.filter(option => {
    const text = `${plain(option.label)} ${plain(option.value)}`;
    return words.every(word => text.includes(word));
  });
}

export function plain(text) {
  return String(text ?? '').normalize('NFD').replace(/\p{M}/gu, '').replace(/[’'`]/g, '\'').toLowerCase().replace(/\s+/g, ' ').trim();
}
