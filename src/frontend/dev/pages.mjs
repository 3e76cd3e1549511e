// The pages that the server's templates would give, reduced to what the islands need around them.

const CATEGORIES = [
  { value: 'SERVIZIO_NON_ATTIVO', label: 'Servizio non attivo nell’anno' },
  { value: 'SERVIZIO_IN_AVVIO', label: 'Servizio in corso di avvio' },
  { value: 'ALTRO', label: 'Altro' }
];

export function sheetPage(id, mode, token, sheet) {
  return page(`A5 Residenza fittizia – ATS Torino`, `
    <p><span class="state" data-state="${sheet.state}"><span>${sheet.state.replace('_', ' ').toLowerCase()}</span></span></p>
    <div data-sioss-sheet data-id="${id}" data-mode="${mode}" data-account="maria"
         data-categories='${JSON.stringify(CATEGORIES).replaceAll('\'', '&#39;')}' data-next="/schede/${id}?altra" data-page="${mode === 'review' ? '/verifica' : `/schede/${id}`}"></div>`,
    `<link rel="stylesheet" href="/vendor/form-js/form-js.css"><link rel="stylesheet" href="/app/sheet.css"><script type="module" src="/vendor/forms.js"></script>`, token);
}

export function dashboardPage() {
  const counts = { userTask_compileSheet: 123, userTask_justifyAbsence: 4, userTask_reviewSheet: 17, userTask_finalizeSheet: 0 };
  const links = Object.fromEntries(Object.keys(counts).map(key => [key, `/schede?passo=${key}`]));
  const curve = { type: 'line', unit: '%', labels: ['1 mar', '8 mar', '15 mar', '22 mar', '29 mar'],
    series: [{ label: '2025', values: [2, 10, 22, 41, null] }, { label: '2024', values: [4, 8, 15, 30, 52] }, { label: 'previsione', values: [null, null, null, 41, 58], dashed: true }] };
  const bars = { type: 'bar', stacked: true, labels: ['Piemonte', 'Lombardia', 'Sicilia'], series: [{ label: 'Finalizzate', values: [30, 52, 12] }, { label: 'In corso', values: [12, 20, 41] }] };
  const json = value => JSON.stringify(value).replaceAll('\'', '&#39;');
  return page('Cruscotto', `
    <h2>Dove sono le schede</h2>
    <div class="diagram" data-sioss-diagram data-bpmn="/processi/module-sheet.bpmn" data-counts='${json(counts)}' data-links='${json(links)}'></div>
    <h2>Siete qui</h2>
    <div class="diagram small" data-sioss-diagram data-bpmn="/processi/module-sheet.bpmn" data-current="userTask_reviewSheet" data-passed='["userTask_compileSheet"]'></div>
    <div class="columns"><div><h2>La curva</h2><div class="chart"><canvas data-sioss-chart aria-label="Schede finalizzate nel tempo" data-series='${json(curve)}'></canvas></div></div>
    <div><h2>Per regione</h2><div class="chart"><canvas data-sioss-chart aria-label="Schede per regione" data-series='${json(bars)}'></canvas></div></div></div>`,
    `<link rel="stylesheet" href="/vendor/bpmn-js/diagram-js.css"><link rel="stylesheet" href="/vendor/bpmn-js/bpmn-js.css"><script type="module" src="/vendor/dashboard.js"></script>`, 'token-1');
}

function page(title, content, assets, token) {
  return `<!doctype html><html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} – SIOSS</title><meta name="csrf-token" content="${token}"><meta name="csrf-header" content="X-CSRF-TOKEN">
    <link rel="icon" href="/app/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/app/fonts.css">
    <link rel="stylesheet" href="/vendor/bootstrap-italia/bootstrap-italia.min.css"><link rel="stylesheet" href="/app/app.css">${assets}
    <script type="module" src="/app/page.js"></script></head><body>
    <header class="site-header"><div class="site-header-inner"><a class="site-name" href="/">SIOSS</a>
    <p class="site-context"><span>Annualità 2025</span><span>ATS Torino</span><span>termine: domenica 31 maggio 2026, ore 23:59</span><span class="urgent">mancano 12 giorni</span><span class="demo-mark">Rilevazione dimostrativa</span></p>
    <div class="site-account"><span>Maria Rossi</span><button type="button" class="link-button">Esci</button></div></div></header>
    <nav class="site-nav" aria-label="Principale"><ul><li><a href="#">Attività</a></li><li><a href="#" aria-current="page">Schede</a></li><li><a href="/cruscotto">Cruscotto</a></li></ul></nav>
    <main id="contenuto" tabindex="-1"><h1>${title}</h1>${content}</main><footer class="site-footer"><div class="site-footer-inner"><p>Prova delle isole senza il server.</p></div></footer></body></html>`;
}
