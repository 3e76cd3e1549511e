// Everything the two islands say to people. {name} is replaced by what `fill` is given.

export function fill(text, values) {
  return text.replace(/{(\w+)}/g, (whole, name) => values[name] ?? whole);
}

/** "1 riga", "3 righe". */
export function count(number, one, many) {
  return `${new Intl.NumberFormat('it-IT').format(number)} ${number === 1 ? one : many}`;
}

export const TEXTS = {
  loading: 'Caricamento della scheda…',
  loadFailed: 'La scheda non si apre: {detail}',
  noConnection: 'la connessione è interrotta.',
  tryAgain: 'Riprova',
  close: 'Chiudi',
  cancel: 'Annulla',
  confirm: 'Conferma',
  required: 'obbligatoria per l’invio',
  requiredLegend: 'Le domande con * sono obbligatorie per l’invio; potete salvarle incomplete quando volete.',

  save: {
    saved: 'Salvato',
    savedAt: 'Salvato alle {time}',
    dirty: 'Modifiche da salvare',
    saving: 'Salvataggio…',
    offline: 'Non salvato: la connessione è interrotta, riprovo tra {seconds} s',
    serverBusy: 'Non salvato: il servizio non risponde, riprovo tra {seconds} s',
    login: 'Non salvato: l’accesso è scaduto',
    loginAction: 'Accedi di nuovo',
    conflict: 'Non salvato: qualcuno ha cambiato le stesse risposte',
    conflictAction: 'Scegli',
    refused: 'Non salvato: {detail}',
    locked: 'Non si salva più: {detail}',
    lockedAction: 'Che cosa posso fare?',
    readOnly: 'Sola lettura',
    now: 'Salva ora'
  },

  trial: 'Prova del modulo: le risposte non vengono conservate',

  leave: 'Ci sono risposte non ancora salvate.',

  sections: {
    title: 'Sezioni',
    complete: 'completa',
    partial: '{given} su {asked}',
    blocking: ['esito bloccante', 'esiti bloccanti'],
    warnings: ['avviso', 'avvisi'],
    untouched: 'da iniziare: {questions}',
    questions: ['domanda', 'domande'],
    nothingAsked: 'nessuna domanda obbligatoria',
    notAsked: 'non richiesta con le risposte date',
    closed: 'Questa sezione resta com’è: la Regione ha chiesto di correggere solo altre sezioni. Per riaprirla rivolgetevi al supervisore regionale.',
    allDone: 'Tutte le domande obbligatorie hanno risposta.',
    overall: 'Domande: {given} su {asked}',
    firstMissing: 'Prima domanda mancante',
    goToMissing: '{state}: vai alla prima domanda mancante di «{title}»',
    overallGo: '{text}: vai alla prima domanda mancante',
    viewAll: 'Tutte le sezioni',
    viewOne: 'Una sezione alla volta',
    view: 'Vista'
  },

  side: {
    question: 'Domanda',
    noQuestion: 'Entrate in una domanda per vedere qui le istruzioni e il valore dell’anno prima.',
    officialCode: 'Codice',
    reconstructed: 'Campo non presente nella circolare, {source}.',
    noHelp: 'Per questa domanda non ci sono altre istruzioni.',
    origin: 'Provenienza',
    previous: 'Nel {year}',
    ask: 'Chiedi assistenza su questa domanda',
    findings: 'Esiti dei controlli',
    noFindings: 'Nessun esito.',
    blocking: 'Bloccante',
    warning: 'Avviso',
    source: 'Fonte: {source}',
    remarks: 'Rilievi',
    noRemarks: 'Nessun rilievo.',
    closedRemark: 'superato',
    onSection: 'Sulla sezione «{title}»',
    onSheet: 'Sulla scheda',
    retired: 'Risposte a domande non più presenti',
    retiredHelp: 'La revisione in corso del modulo non ha più queste domande; le risposte restano nella bozza.'
  },

  question: {
    origin: 'da {source}',
    previous: '{year}:',
    use: 'usa',
    useLabel: 'Usa il valore del {year} per «{label}»',
    sameAsBefore: 'come nel {year}',
    rows: ['riga', 'righe'],
    format: 'Scrivete {format}.',
    hiddenNow: 'La domanda non è visibile con le risposte date finora.',
    goTo: 'Vai alla domanda'
  },

  received: {
    value: '{source}: {value}',
    when: 'estratto il {day}, periodo {period}',
    nothing: 'nulla',
    differs: 'Dichiarato {declared}, diverso dal ricevuto: dite perché.',
    because: 'Dichiarato {declared}, diverso dal ricevuto: {reason}',
    label: 'Perché il valore dichiarato è diverso',
    write: 'Scrivi il motivo',
    rewrite: 'Modifica il motivo',
    writeOn: 'Scrivi perché «{label}» è diverso dal valore ricevuto',
    keep: 'Salva il motivo',
    tooShort: 'Il motivo è troppo breve: servono almeno 10 caratteri.',
    tooLong: 'Il motivo supera 500 caratteri.',
    proposed: '{source} ora dice {value} (estratto il {day}).',
    take: 'Accogli',
    takeOn: 'Accogli il valore nuovo per «{label}»',
    leave: 'Tieni il dichiarato',
    leaveOn: 'Tieni il valore dichiarato per «{label}»',
    toConfirm: 'Questa sezione contiene dati ricevuti da altri sistemi: controllateli, correggeteli dove serve e confermate la sezione.',
    confirm: 'Confermo questa sezione',
    confirmOn: 'Confermo la sezione «{label}»',
    confirmed: 'Dati ricevuti confermati da {who}, {when}'
  },

  help: {
    title: 'Istruzioni (Alt + H)',
    open: 'Istruzioni per «{label}»',
    of: 'Istruzioni per «{label}»',
    all: 'Istruzioni sotto ogni domanda'
  },

  totals: {
    total: 'Totale',
    of: 'su {whole}',
    noWhole: '(il totale non è ancora scritto)',
    even: 'torna',
    more: '{number} in più',
    less: '{number} in meno',
    before: '{year}: {value}'
  },

  explanation: {
    label: 'Perché il dato è giusto così?',
    write: 'Spiega',
    rewrite: 'Modifica la spiegazione',
    withdraw: 'Togli la spiegazione',
    writeOn: '{action}: {message}',
    keep: 'Salva la spiegazione',
    tooShort: 'La spiegazione è troppo breve: servono almeno 10 caratteri.',
    tooLong: 'La spiegazione supera 1.000 caratteri.',
    outdated: 'Scritta per altri valori («{message}»): confermatela o cambiatela.',
    waiting: ['avviso da spiegare', 'avvisi da spiegare']
  },

  number: {
    notNumber: 'Non è un numero: «{raw}». Scrivete per esempio 1.234,56.',
    decimalPoint: '«{raw}» si può leggere in due modi: per i decimali usate la virgola (12,5), per le migliaia gruppi di tre cifre (1.234).',
    englishGrouping: '«{raw}» si può leggere in due modi: scrivete le migliaia col punto e i decimali con la virgola (1.234,56).',
    tooManyDigits: '«{raw}» ha più di 15 cifre: controllate di non averne scritte troppe.'
  },

  date: {
    placeholder: 'gg/mm/aaaa',
    unreadable: '«{raw}» non è una data: scrivete giorno, mese e anno, per esempio 05/03/2025.',
    openCalendar: 'Apri il calendario'
  },

  choice: {
    choose: 'Scegli…',
    search: 'Cerca…',
    none: 'Nessuna voce trovata',
    more: 'e altre {number}: scrivete ancora qualche lettera',
    allChosen: 'Tutte le voci sono già scelte',
    remove: 'Togli {label}',
    clear: 'Togli la scelta',
    unknown: '«{raw}» non è tra le voci ammesse: scegliete una voce dell’elenco.',
    chosen: 'Scelte: {labels}'
  },

  grid: {
    row: 'Riga',
    actions: 'Azioni',
    add: 'Aggiungi riga',
    remove: 'Elimina riga {number}',
    removed: 'Riga {number} eliminata.',
    undo: 'Annulla',
    empty: 'Nessuna riga.',
    help: 'Invio: riga sotto · si può incollare un blocco da un foglio di calcolo',
    pasted: 'Incollate {rows} e {columns}.',
    pastedUnread: 'Incollate {rows} e {columns}; {unread} da correggere.',
    cell: '{label}, riga {number}',
    region: 'Tabella «{label}», si può scorrere',
    full: 'Una tabella ha al massimo {max} righe: le altre vanno riunite con quelle che ci sono.'
  },

  zero: {
    action: 'Metti 0 nelle caselle vuote',
    done: ['Messo 0 in 1 casella.', 'Messo 0 in {number} caselle.'],
    nothing: 'Non ci sono caselle vuote.'
  },

  conflict: {
    title: 'Qualcuno ha cambiato le stesse risposte',
    intro: '{who} ha salvato {when} mentre scrivevate. Per queste risposte dite quale tenere; le altre sono già unite.',
    someone: 'Un’altra persona (o un’altra vostra finestra)',
    at: 'alle {time}',
    mine: 'La vostra',
    theirs: 'Di {who}',
    nothing: '(nessuna risposta)',
    allMine: 'Tieni tutte le vostre',
    allTheirs: 'Prendi tutte le altre',
    apply: 'Salva le scelte',
    merged: 'Nel frattempo ha salvato anche {who}: le sue modifiche sono qui ({number}).',
    answers: ['risposta', 'risposte']
  },

  login: {
    title: 'L’accesso è scaduto',
    intro: 'Quello che avete scritto è rimasto in questa pagina. Accedete di nuovo per salvarlo.',
    username: 'Nome utente',
    password: 'Password',
    enter: 'Accedi',
    refused: 'Nome utente o password non corretti.',
    wait: 'Troppi tentativi: riprovate fra dieci minuti. Quello che avete scritto resta qui.',
    unreachable: 'Il servizio non risponde: riprovate tra poco.',
    required: 'Scrivete nome utente e password.'
  },

  locked: {
    title: 'La scheda non si può più modificare',
    keep: 'Quello che avete scritto resta visibile qui sotto e si può copiare.',
    copy: 'Copia le risposte non salvate',
    copied: 'Risposte copiate negli appunti.',
    copyByHand: 'Copiate da qui le risposte non salvate:',
    reload: 'Ricarica la scheda',
    page: 'Vedi la delega (nuova finestra)'
  },

  why: { link: 'Perché non posso?', title: 'Perché non posso?', who: 'Può sbloccare: {who}', source: 'Fonte: {source}', since: 'Da: {when}', page: 'La delega e chi può cambiarla',
    intro: '«{action}» non è possibile ora.', claim: 'Prendi in carico' },

  acts: {
    invio: 'Invia',
    ripresa: 'Riprendi la compilazione',
    finalizzazione: 'Finalizza',
    motivazione: 'Invia la motivazione',
    approvazione: 'Approva',
    restituzione: 'Restituisci',
    'senza-contenuti': 'Senza contenuti',
    'annulla-senza-contenuti': 'Senza contenuti',
    salvataggio: 'Salva'
  },

  previous: 'Precedente',
  next: 'Successiva',

  notSaved: 'Prima bisogna salvare: guardate lo stato del salvataggio in basso.',
  failed: 'Non riuscito: {detail}',
  changedSince: { one: 'È cambiata una risposta: {labels}.', many: 'Sono cambiate: {labels}.', more: ' e altre {questions}' },
  unknownFailure: 'il servizio non ha risposto come previsto.',

  submit: {
    title: 'Inviare la scheda?',
    warnings: 'Ci sono avvisi che non bloccano: guardateli prima di inviare.',
    unexplained: 'Un avviso con la sua spiegazione risparmia una domanda a chi verifica: potete scriverla accanto all’esito.',
    empty: 'Non ci sono risposte oltre all’identificazione: la scheda proseguirà senza contenuti e servirà una motivazione.',
    confirm: 'Invia'
  },

  empty: {
    label: 'Senza contenuti',
    help: 'Da scegliere se per questo modulo non c’è nulla da dichiarare. Ciò che è scritto resta; serve una motivazione.',
    on: 'Scheda dichiarata senza contenuti',
    undo: 'Annulla «senza contenuti»'
  },

  justification: {
    title: 'Motivazione di assenza contenuti',
    intro: 'La scheda sarà trasmessa senza contenuti: dite perché. Le risposte scritte restano nella bozza.',
    category: 'Categoria',
    text: 'Motivazione',
    hint: 'Da 30 a 2.000 caratteri, almeno cinque parole diverse.',
    count: '{number} di 2.000 caratteri',
    chooseCategory: 'Scegliete una categoria.',
    tooShort: 'La motivazione è troppo breve: servono almeno 30 caratteri visibili.',
    tooLong: 'La motivazione supera 2.000 caratteri.',
    fewWords: 'Servono almeno cinque parole diverse.',
    given: 'Motivazione: {category}'
  },

  finalize: {
    title: 'Finalizzare e trasmettere la scheda?',
    intro: 'Controllate il riepilogo. Dopo la trasmissione la scheda non si modifica più.',
    sheet: 'Scheda',
    body: 'Soggetto attuatore',
    completeness: 'Domande obbligatorie',
    findings: 'Esiti dei controlli',
    noFindings: 'nessuno',
    content: 'Contenuti',
    withContent: 'con contenuti',
    withoutContent: 'senza contenuti',
    deadline: 'Termine',
    confirm: 'Finalizza e trasmetti',
    working: 'Trasmissione in corso…'
  },

  review: {
    add: 'Rilievo',
    addOn: 'Aggiungi un rilievo su «{label}»',
    text: 'Rilievo su «{label}»',
    keep: 'Tieni il rilievo',
    drop: 'Togli',
    edit: 'Modifica',
    pending: 'Rilievi da inviare',
    none: 'Nessun rilievo: aggiungetene uno accanto alla domanda o alla sezione che lo riguarda.',
    returnWith: 'Restituisci con {remarks}',
    remarks: ['rilievo', 'rilievi'],
    needRemark: 'Per restituire la scheda serve almeno un rilievo.',
    approveTitle: 'Approvare la scheda?',
    approveText: 'La scheda passa alla finalizzazione.',
    approveDrops: 'I rilievi scritti qui non saranno inviati.',
    returnTitle: 'Restituire la scheda per la correzione?',
    returnText: 'Chi compila vedrà i rilievi accanto alle domande.'
  },

  claim: {
    mine: 'In carico a voi',
    other: 'In carico a {name} dal {when}',
    nobody: 'Nessuno l’ha in carico',
    take: 'Prendi in carico',
    takeOver: 'Subentrate e prendetela in carico',
    release: 'Rilascia',
    takeAndSubmit: 'Prendi in carico e invia',
    takenBy: 'La scheda è in carico a {name}. Per inviarla la dovete prendere in carico voi: {name} lo vedrà.'
  },

  done: {
    invio: 'Scheda inviata.',
    toJustify: 'La scheda prosegue senza contenuti: manca la motivazione, da scrivere qui sotto.',
    motivazione: 'Motivazione inviata.',
    ripresa: 'Compilazione ripresa.',
    finalizzazione: 'Scheda finalizzata e trasmessa: la ricevuta è qui.',
    approvazione: 'Scheda approvata.',
    restituzione: 'Scheda restituita con i rilievi.',
    'senza-contenuti': 'Scheda dichiarata senza contenuti. Prima della trasmissione serve una motivazione; le risposte scritte restano.',
    'annulla-senza-contenuti': 'La scheda torna in compilazione con le risposte già scritte.',
    next: 'Prossima scheda da fare',
    list: 'Torna alle attività'
  },

  errors: {
    title: ['C’è una cosa da correggere', 'Ci sono {number} cose da correggere'],
    more: 'e altre {number} nell’elenco a destra',
    missing: 'Manca la risposta.'
  },

  keys: {
    title: 'Scorciatoie da tastiera',
    open: 'Scorciatoie',
    list: [
      ['Ctrl + S', 'salva ora'],
      ['Alt + Pag↓ / Pag↑', 'sezione successiva, precedente'],
      ['Alt + M', 'prima domanda mancante'],
      ['Alt + H', 'istruzioni della domanda in cui siete'],
      ['Invio in una tabella', 'stessa colonna, riga sotto (nuova riga alla fine)'],
      ['Maiusc + Invio in una tabella', 'stessa colonna, riga sopra'],
      ['Ctrl + V in una tabella', 'incolla un blocco copiato da un foglio di calcolo'],
      ['?', 'questo elenco, quando non state scrivendo']
    ]
  },

  diagram: {
    here: 'siete qui',
    open: ['scheda', 'schede'],
    fit: 'Adatta',
    zoomIn: 'Ingrandisci',
    zoomOut: 'Riduci',
    failed: 'Il diagramma non si apre: ricaricate la pagina.',
    failedWithTable: 'Il diagramma non si apre; le stesse cifre sono nella tabella.'
  }
};
