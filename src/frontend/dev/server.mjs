// The islands without the Java server: static files, a page for each mode, and a mock of the machine interface.
// How to use it, and how to provoke what goes wrong, stands in README.md.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ID, OPTIONS, SUMS, formJson, newSheet, unknownKey, view } from './mock-sheet.mjs';
import { dashboardPage, sheetPage } from './pages.mjs';

const STATIC = fileURLToPath(new URL('../../main/resources/static/', import.meta.url));
const PROCESSES = fileURLToPath(new URL('../../../processes/', import.meta.url));
const PORT = Number(process.env.PORT ?? 4173);
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain', '.bpmn': 'application/xml' };
const CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

let sheet = newSheet();
let session = { signedIn: true, token: 'token-1' };
let provoke = {};

const respond = (response, status, body, headers = {}) => {
  const json = body === undefined ? '' : JSON.stringify(body);
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': CSP, ...headers });
  response.end(json);
};
const problem = (response, status, codice, detail, more = {}) =>
  respond(response, status, { type: 'about:blank', title: detail, status, detail, codice, correlazione: 'prova', ...more });

function sendSheet(response, role) {
  const body = view(sheet, role);
  respond(response, 200, body, { ETag: `"${sheet.version}"` });
}

function save(response, request, body) {
  const changes = body?.risposte;
  if (!request.headers['if-match']) {
    return problem(response, 428, undefined, 'Manca If-Match.');
  }
  if (request.headers['if-match'] !== `"${sheet.version}"`) {
    return problem(response, 412, 'VERSIONE_SUPERATA', 'La scheda è cambiata.', {
      attuale: { etag: String(sheet.version), risposte: sheet.answers, modificataDa: sheet.lastBy, alle: new Date().toISOString() }
    });
  }
  const unknown = unknownKey(changes);
  if (unknown) {
    return problem(response, 400, 'CAMPO_SCONOSCIUTO', `Il modulo non ha la voce ${unknown}.`);
  }
  change(changes, 'Maria Rossi');
  return sendSheet(response, 'ats');
}

function change(changes, who) {
  const answers = { ...sheet.answers };
  for (const [key, answer] of Object.entries(changes)) {
    if (answer === null) {
      delete answers[key];
    } else {
      answers[key] = answer;
    }
  }
  sheet = { ...sheet, answers, version: sheet.version + 1, lastBy: who };
}

const API = {
  'GET ': (request, response) => sendSheet(response, request.headers.referer?.includes('verifica') ? 'regione' : 'ats'),
  'GET /modulo': (request, response) => respond(response, 200, formJson()),
  'GET /opzioni': (request, response) => respond(response, 200, OPTIONS),
  'GET /somme': (request, response) => respond(response, 200, SUMS),
  'PUT /risposte': (request, response, body) => save(response, request, body),
  'POST /invio': (request, response) => move(response, 'PRONTA'),
  'POST /ripresa': (request, response) => move(response, 'IN_COMPILAZIONE', { empty: false }),
  'POST /motivazione': (request, response, body) => move(response, 'PRONTA', { justification: body }),
  'PUT /senza-contenuti': (request, response) => move(response, 'IN_MOTIVAZIONE', { empty: true }),
  'DELETE /senza-contenuti': (request, response) => move(response, 'IN_COMPILAZIONE', { empty: false }),
  'POST /verifica': (request, response, body) =>
    move(response, body.esito === 'APPROVATA' ? 'PRONTA' : 'RESTITUITA', {
      remarks: [...sheet.remarks, ...body.rilievi.map((one, index) => ({ id: `n${index}`, voce: null, sezione: null, autore: 'Luca Bianchi', data: new Date().toISOString(), aperto: true, ...one }))]
    }),
  'POST /finalizzazione': (request, response) =>
    request.headers['idempotency-key'] ? move(response, 'FINALIZZATA') : problem(response, 400, undefined, 'Manca Idempotency-Key.')
};

function explain(response, finding, text) {
  sheet = { ...sheet, explanations: { ...sheet.explanations, [finding]: text && { testo: text, autore: 'Maria Rossi', alle: new Date().toISOString() } } };
  sendSheet(response, 'ats');
}

function move(response, state, more = {}) {
  sheet = { ...sheet, ...more, state };
  respond(response, 200, view(sheet));
}

function api(request, response, path, body) {
  if (provoke.offline) {
    return request.socket.destroy();
  }
  if (path === '/csrf') {
    return respond(response, 200, { header: 'X-CSRF-TOKEN', token: session.token });
  }
  if (!session.signedIn) {
    return problem(response, 401, undefined, 'Bisogna accedere.');
  }
  if (path === '/me') {
    return respond(response, 200, { account: 'maria' });
  }
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== session.token) {
    return problem(response, 403, 'RICHIESTA_NON_PROTETTA', 'Il contrassegno della sessione non vale più.');
  }
  if (request.method !== 'GET' && provoke.status) {
    return problem(response, provoke.status, provoke.code, provoke.detail ?? 'Provocato.');
  }
  if (path === `/attivita/${ID}/presa-in-carico`) {
    sheet = { ...sheet, claimedBy: request.method === 'POST' ? { account: 'maria', nome: 'Maria Rossi', dal: new Date().toISOString() } : null };
    return respond(response, 200, {});
  }
  if (path.startsWith(`/schede/${ID}/spiegazioni/`)) {
    return explain(response, decodeURIComponent(path.split('/').at(-1)), request.method === 'PUT' ? body.testo : null);
  }
  const verb = API[`${request.method} ${path.replace(`/schede/${ID}`, '')}`];
  return verb && path.startsWith(`/schede/${ID}`) ? verb(request, response, body) : problem(response, 404, undefined, 'Non c’è.');
}

// POST /prova/… makes something go wrong, or acts as the colleague.
function trial(response, path, body) {
  const trials = {
    reset: () => {
      sheet = { ...newSheet(), ...body };
      session = { signedIn: true, token: 'token-1' };
      provoke = {};
    },
    collega: () => change(body, 'Luca Bianchi'),
    uscita: () => (session = { signedIn: false, token: 'token-2' }),
    guasto: () => (provoke = body ?? {})
  };
  trials[path.slice('/prova/'.length)]?.();
  respond(response, 200, { version: sheet.version, answers: sheet.answers, state: sheet.state });
}

function login(response, form) {
  session = form.get('password') === 'segreta' && form.get('_csrf') === session.token
    ? { signedIn: true, token: 'token-3' } : session;
  html(response, '<!doctype html><title>Accesso</title>');
}

function html(response, text) {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': CSP });
  response.end(text);
}

function file(response, root, path) {
  const name = join(root, normalize(path));
  if (!name.startsWith(root) || !existsSync(name) || !statSync(name).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' });
  createReadStream(name).pipe(response);
}

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  const body = /json/.test(request.headers['content-type'] ?? '') && text ? JSON.parse(text) : undefined;
  if (pathname.startsWith('/api/v1')) {
    api(request, response, pathname.slice('/api/v1'.length), body);
  } else if (pathname.startsWith('/prova/')) {
    trial(response, pathname, body);
  } else if (pathname === '/accesso') {
    login(response, new URLSearchParams(text));
  } else if (pathname.startsWith('/schede/') || pathname === '/verifica') {
    html(response, sheetPage(ID, pathname === '/verifica' ? 'review' : searchParams.get('mode') ?? 'edit', session.token, sheet));
  } else if (pathname === '/cruscotto') {
    html(response, dashboardPage());
  } else if (pathname.startsWith('/processi/')) {
    file(response, PROCESSES, pathname.slice('/processi/'.length));
  } else if (pathname === '/') {
    response.writeHead(302, { Location: `/schede/${ID}` }).end();
  } else {
    file(response, STATIC, pathname.slice(1));
  }
}).listen(PORT, () => console.log(`http://localhost:${PORT}/schede/${ID} · /verifica · /cruscotto`));
