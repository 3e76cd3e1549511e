// A stand-in for the server: one sheet in memory that answers the machine interface well enough to try the islands on it.
// What a real server decides (conditions, checks, the guard) is only imitated here.

import { readFileSync } from 'node:fs';

export const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
// Another form can be tried by naming its file in FORM.
const form = JSON.parse(readFileSync(process.env.FORM ?? new URL('fixtures/module.form', import.meta.url), 'utf8'));

export const OPTIONS = {
  comuni: ['Torino', 'Moncalieri', 'Nichelino', 'Rivoli', 'Collegno', 'Settimo Torinese', 'Grugliasco', 'Chieri', 'Pinerolo',
    'Venaria Reale', 'Ivrea', 'Carmagnola', 'Cirié', 'Chivasso', 'San Mauro Torinese'].map((label, index) => ({ value: `0012${String(index + 10)}`, label }))
};

const part = (campo, parola = null, colonna = null) => ({ campo, colonna, segno: 1, parola });
export const SUMS = [
  { codice: 'G1', tolleranza: 0, totale: [part('a5_3_3_totale')],
    parti: [part('a5_3_3_donne', 'donne'), part('a5_3_3_uomini', 'uomini'), ...(JSON.stringify(form).includes('sesso_nd') ? [part('a5_3_3_sesso_nd', 'non indicato')] : [])] },
  { codice: 'G6a', tolleranza: 1, parti: [part('a5_7_2', null, 'impegnato')], totale: [part('a5_7_1_spesa_impegnata')] }
];

export function newSheet() {
  return {
    version: 17,
    state: 'IN_COMPILAZIONE',
    empty: false,
    justification: null,
    explanations: {},
    lastBy: 'Maria Rossi',
    claimedBy: { account: 'maria', nome: 'Maria Rossi', dal: '2026-03-02T08:00:00Z' },
    remarks: [
      { id: 'r1', voce: 'a5_3_3_donne', sezione: null, testo: 'Il numero delle donne è il doppio dell’anno scorso: verificate.', autore: 'Luca Bianchi', data: '2026-03-01T09:30:00Z', aperto: true },
      { id: 'r2', voce: null, sezione: 's5', testo: 'Manca il personale convenzionato.', autore: 'Luca Bianchi', data: '2026-03-01T09:31:00Z', aperto: true }
    ],
    answers: {
      a5_1_1_ente: { value: 'ATS Torino', origin: { fonte: 'anagrafe' } },
      a5_1_6_comuni: { value: ['001210', '001211'], origin: { fonte: 'anagrafe' } },
      a5_1_7_attivo: { value: 'si' },
      a5_3_3_totale: { value: 1250 },
      a5_3_3_donne: { value: 700 },
      a5_3_3_uomini: { raw: '12,3,4' },
      a5_5_1: { rows: [
        { id: 'k3f9', cells: { profilo: { value: 'psicologo' }, ore: { value: 1200.5 }, fte: { raw: 'abc' } } },
        { id: 'm2p7', cells: { profilo: { value: 'assistente' }, ore: { value: 800 } } }
      ] }
    },
    before: {
      a5_1_1_ente: { value: 'ATS Torino' },
      a5_2_1_gestione: { value: 'mista' },
      a5_3_3_totale: { value: 1100 },
      a5_3_3_donne: { value: 340 },
      a5_3_3_uomini: { value: 760 },
      a5_5_1: { rows: [{ id: 'old1', cells: { profilo: { value: 'educatore' }, ore: { value: 1500 } } }] },
      a5_5_2_spesa: { value: 84500.5 }
    }
  };
}

const ACTIVE_ONLY = new Set(['s2', 's3', 's5']);

export function view(sheet, role = 'ats') {
  const esiti = findings(sheet.answers).map(one => withExplanation(one, sheet.explanations));
  const completezza = completeness(sheet.answers);
  return {
    id: ID,
    chiave: { anno: 2025, ats: { codice: '01-001', denominazione: 'ATS Torino', sintetico: true }, regione: { codice: '0100', denominazione: 'Piemonte' },
      modulo: { codice: 'A5', titolo: 'Residenza fittizia' }, livello: 'AMBITO', soggettoAttuatore: 'ATS Torino', sequenza: 1, precedente: null },
    dovuta: { esito: 'DOVUTA', motivo: 'Ogni ATS ha almeno una scheda per modulo.' },
    stato: sheet.state,
    termine: { scadenza: '2026-05-31T22:00:00Z', inParole: 'domenica 31 maggio 2026, ore 23:59', scaduto: false },
    inCarico: sheet.claimedBy,
    risposte: sheet.answers,
    risposteRitirate: { a5_9_9_vecchia: { value: 'una risposta di prima' } },
    precedenti: { anno: 2024, risposte: sheet.before },
    senzaContenuti: sheet.empty,
    motivazione: sheet.justification,
    completezza,
    esiti,
    rilievi: sheet.remarks,
    azioni: actions(sheet, esiti, completezza, role)
  };
}

export function formJson() {
  return form;
}

/** Tells which key a client sent that the form does not have. */
export function unknownKey(changes) {
  const known = JSON.stringify(form);
  return Object.keys(changes).find(key => !known.includes(`"${key}"`));
}

function withExplanation(finding, explanations) {
  const id = `${finding.codice}:${finding.campi[0]}`;
  return { ...finding, id, spiegabile: finding.gravita === 'AVVISO', spiegazione: explanations[id] ?? null };
}

function findings(answers) {
  const number = key => answers[key]?.value;
  const [total, women, men] = ['a5_3_3_totale', 'a5_3_3_donne', 'a5_3_3_uomini'].map(number);
  const found = [];
  if ([total, women, men].every(one => typeof one === 'number') && women + men > total) {
    found.push({ codice: 'G1', gravita: 'BLOCCANTE', campi: ['a5_3_3_totale', 'a5_3_3_donne', 'a5_3_3_uomini'],
      messaggio: 'Donne e uomini insieme superano le persone iscritte.', fonte: 'identità aritmetica' });
  }
  if (total > 1000) {
    found.push({ codice: 'V7', gravita: 'AVVISO', campi: ['a5_3_3_totale'], messaggio: 'Più di 1.000 persone iscritte: controllate che sia giusto.', fonte: 'controllo ricostruito' });
  }
  return found;
}

function completeness(answers) {
  const active = answers.a5_1_7_attivo?.value === 'si';
  const sezioni = form.components.map(section => {
    const visible = active || !ACTIVE_ONLY.has(section.id);
    const asked = required(section).filter(field => field.key !== 'a5_1_8_dal' || active);
    const given = asked.filter(field => answers[field.key]?.value !== undefined);
    return { codice: section.id, titolo: section.label, visibile: visible, chieste: visible ? asked.length : 0, date: visible ? given.length : 0,
      primaMancante: visible ? asked.find(field => answers[field.key]?.value === undefined)?.key ?? null : null };
  });
  return { sezioni, chieste: sum(sezioni, 'chieste'), date: sum(sezioni, 'date') };
}

function required(component) {
  if (component.type === 'dynamiclist') {
    return [];
  }
  return (component.components ?? []).flatMap(child => [...(child.key && child.validate?.required ? [child] : []), ...required(child)]);
}

function sum(list, name) {
  return list.reduce((total, one) => total + one[name], 0);
}

function actions(sheet, esiti, completezza, role) {
  const action = (azione, ...motivi) => ({ azione, consentita: motivi.length === 0, motivi });
  const wrongState = { codice: 'TRANSIZIONE_NON_AMMESSA', messaggio: 'La scheda è in un altro punto del percorso.', chiPuoSbloccare: null, rimedio: null };
  const compiling = ['IN_COMPILAZIONE', 'RESTITUITA'].includes(sheet.state);
  const when = condition => (condition ? [] : [wrongState]);
  const submitReasons = [
    ...when(compiling),
    ...(completezza.date < completezza.chieste ? [{ codice: 'CONTROLLI_BLOCCANTI', messaggio: `Mancano ${completezza.chieste - completezza.date} risposte obbligatorie.`,
      chiPuoSbloccare: 'operatore ATS', rimedio: 'Completate le sezioni segnate.', fonte: 'circolare, «Ogni singolo modulo…»' }] : []),
    ...(esiti.some(one => one.gravita === 'BLOCCANTE') ? [{ codice: 'CONTROLLI_BLOCCANTI', messaggio: 'C’è un esito bloccante.', chiPuoSbloccare: 'operatore ATS', rimedio: null }] : [])
  ];
  if (role === 'regione') {
    return [action('approvazione', ...when(sheet.state === 'IN_VERIFICA')), action('restituzione', ...when(sheet.state === 'IN_VERIFICA'))];
  }
  return [
    action('salvataggio', ...when(compiling && !sheet.empty)),
    action('invio', ...submitReasons),
    action('senza-contenuti', ...when(compiling && !sheet.empty)),
    action('annulla-senza-contenuti', ...when(sheet.empty && sheet.state === 'IN_MOTIVAZIONE')),
    action('motivazione', ...when(sheet.state === 'IN_MOTIVAZIONE')),
    action('ripresa', ...when(['IN_MOTIVAZIONE', 'PRONTA', 'IN_VERIFICA'].includes(sheet.state))),
    action('finalizzazione', ...when(sheet.state === 'PRONTA')),
    action('presa-in-carico', ...when(sheet.claimedBy?.account !== 'maria')),
    action('rilascio', ...when(sheet.claimedBy?.account === 'maria'))
  ];
}
