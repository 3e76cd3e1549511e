// form-js speaks Italian: the keys are the English templates of its source.
import flatpickr from 'flatpickr';
import { Italian } from 'flatpickr/dist/l10n/it.js';

flatpickr.localize(Italian);

const MESSAGES = {
  'Field is required.': 'Manca la risposta.',
  'Value is not a number.': 'Il valore non è un numero.',
  'Value is expected to be an integer.': 'Scrivete un numero intero.',
  'Value is expected to have at most 1 decimal digit.': 'Al massimo 1 cifra decimale.',
  'Value is expected to have at most {value} decimal digits.': 'Al massimo {value} cifre decimali.',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.':
    'Valore non ammesso: i più vicini sono {previousValue} e {nextValue}.',
  'Field must match pattern {value}.': 'Il formato non è quello richiesto.',
  'Field must have minimum value of {value}.': 'Il valore minimo è {value}.',
  'Field must have maximum value of {value}.': 'Il valore massimo è {value}.',
  'Min validation value is not a valid number.': 'Il limite minimo non è un numero.',
  'Max validation value is not a valid number.': 'Il limite massimo non è un numero.',
  'Field must have minimum length of {value}.': 'Servono almeno {value} caratteri.',
  'Field must have maximum length of {value}.': 'Al massimo {value} caratteri.',
  'Field must be a valid international phone number. (e.g. +4930664040900)':
    'Scrivete il telefono col prefisso internazionale, per esempio +390612345678.',
  'Field must be a valid email.': 'L’indirizzo e-mail non è valido.',
  'Date and time must both be entered.': 'Servono sia la data sia l’ora.',
  Increment: 'Aumenta',
  Decrement: 'Diminuisci',
  'Skip to search': 'Vai alla ricerca',
  'Remove tag': 'Togli',
  Search: 'Cerca…',
  'No results': 'Nessuna voce trovata',
  'All values selected': 'Tutte le voci sono già scelte',
  'Nothing to show.': 'Nessun dato.',
  '{page} of {total}': '{page} di {total}',
  'Previous page': 'Pagina precedente',
  'Next page': 'Pagina successiva',
  'Click to sort by {value} ascending': 'Ordina per {value} crescente',
  'Click to sort by {value} descending': 'Ordina per {value} decrescente',
  'Click to remove sorting': 'Togli l’ordinamento',
  'Add new': 'Aggiungi riga',
  'Expand all ({value})': 'Mostra tutte ({value})',
  Collapse: 'Riduci'
};

function translate(template, replacements = {}) {
  return (MESSAGES[template] ?? template).replace(/{([^}]+)}/g, (whole, name) => replacements[name] ?? whole);
}

export const ItalianModule = { translate: ['value', translate] };
