// One sheet from the opening of a campaign to its receipt, over the machine interface alone.
// node smoke.mjs ADDRESS ADMINISTRATOR PASSWORD FILE-FOR-THE-CONTENT
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const [address, administrator, password, file] = process.argv.slice(2);
const REGION = '0200';
const OPERATOR = { name: 'prova.operatrice', first: 'una-password-iniziale', password: 'una-password-per-la-prova' };

function fail(words) {
  console.error(`smoke: ${words}`);
  process.exit(1);
}

async function call(who, method, path, { body, headers = {}, expect = 200 } = {}) {
  const response = await fetch(address + path, {
    method,
    headers: {
      ...(who ? { Authorization: 'Basic ' + Buffer.from(`${who.name}:${who.password}`).toString('base64') } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000)
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (![expect].flat().includes(response.status)) {
    fail(`${method} ${path} answered ${response.status}: ${bytes.toString('utf8').slice(0, 800)}`);
  }
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    get json() {
      return JSON.parse(bytes.toString('utf8'));
    }
  };
}

async function until(words, seconds, question) {
  for (let second = 0; second < seconds; second++) {
    const answer = await question();
    if (answer) return answer;
    await new Promise(done => setTimeout(done, 1000));
  }
  return fail(`${words}: not within ${seconds} s`);
}

/** Enters as a person does, by the page of login, and chooses a password. */
async function changePassword(name, present, next) {
  let cookie = '';
  const form = async (path, fields) => {
    const token = await fetch(`${address}/api/v1/csrf`, { headers: { Cookie: cookie } });
    remember(token);
    const { token: csrf } = await token.json();
    const response = await fetch(address + path, {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...fields, _csrf: csrf }),
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000)
    });
    remember(response);
    const to = response.headers.get('location') ?? '';
    if (response.status !== 302 || to.includes('errore')) {
      fail(`POST ${path} answered ${response.status} to «${to}»`);
    }
  };
  const remember = response => {
    const set = response.headers.getSetCookie()[0];
    if (set) cookie = set.split(';')[0];
  };
  await form('/accesso', { username: name, password: present });
  await form('/profilo/password', { attuale: present, nuova: next, conferma: next });
}

const admin = { name: administrator, password };

await call(null, 'GET', '/api/v1/territorio/enti', { expect: 401 });
await call({ ...admin, password: 'sbagliata' }, 'GET', '/api/v1/territorio/enti', { expect: 401 });
for (const path of ['/engine-rest/engine', '/camunda/app/admin/default/setup/', '/actuator/env', '/h2-console']) {
  await call(null, 'GET', path, { expect: [302, 401, 404] });
  await call(admin, 'GET', path, { expect: [302, 401, 404] });
}
const bodies = (await call(admin, 'GET', '/api/v1/territorio/enti')).json;
console.log(`smoke: entered as ${administrator}, territory of ${bodies.anno} is there`);
const me = (await call(admin, 'GET', '/api/v1/me')).json;
console.log(`smoke: ${me.username ?? administrator} holds ${JSON.stringify(me.abilitazioni ?? me.mandati ?? [])}`);

const year = new Date().getUTCFullYear() - 1;
const days = number => new Date(Date.now() + number * 86_400_000).toISOString().slice(0, 10);
await call(admin, 'POST', '/api/v1/rilevazioni', {
  body: {
    anno: year,
    moduli: ['A5'],
    regioni: [REGION],
    calendario: { apertura: days(-1), scadenza: days(20) }
  },
  expect: 201
});
await call(admin, 'POST', `/api/v1/rilevazioni/${year}/apertura`, { expect: 202 });
const opening = await until('the opening', 120, async () => {
  const progress = (await call(admin, 'GET', `/api/v1/rilevazioni/${year}/apertura`)).json;
  return progress.conclusa ? progress : null;
});
if (!(opening.create > 0) || opening.create !== opening.attese || opening.errori.length) {
  fail(`the opening: ${JSON.stringify(opening)}`);
}
await call(admin, 'POST', `/api/v1/rilevazioni/${year}/apertura`, { expect: 202 });
console.log(`smoke: campaign ${year} open, ${opening.create} sheets`);

const ats = (await call(admin, 'GET', `/api/v1/territorio/ats?anno=${year}&regione=${REGION}&size=1`)).json.ats[0].codice;
await call(admin, 'POST', '/api/v1/utenti', {
  body: {
    username: OPERATOR.name,
    nome: 'Operatrice di prova',
    password: OPERATOR.first,
    abilitazioni: [{ ruolo: 'REFERENTE_ATS', territorio: ats }]
  },
  expect: 201
});
const first = { name: OPERATOR.name, password: OPERATOR.first };
await call(first, 'GET', '/api/v1/attivita', { expect: 403 });
await changePassword(OPERATOR.name, OPERATOR.first, OPERATOR.password);
const operator = { name: OPERATOR.name, password: OPERATOR.password };
await call(first, 'GET', '/api/v1/attivita', { expect: 401 });
const mine = (await call(operator, 'GET', '/api/v1/attivita')).json;
if (mine.totale !== 1 || mine.elementi[0].chiave.ats.codice !== ats) {
  fail(`the worklist of ${ats}: ${JSON.stringify(mine).slice(0, 600)}`);
}
const id = mine.elementi[0].id;
const foreign = (await call(admin, 'GET', '/api/v1/schede?size=2')).json.elementi.find(item => item.id !== id);
if (foreign) {
  await call(operator, 'GET', `/api/v1/schede/${foreign.id}`, { expect: 404 });
}

const sheet = await call(operator, 'GET', `/api/v1/schede/${id}`);
await call(operator, 'PUT', `/api/v1/schede/${id}/risposte`, { body: { risposte: {} }, expect: 428 });
await call(operator, 'PUT', `/api/v1/schede/${id}/risposte`, {
  body: { risposte: { mai_esistita: { value: 1 } } },
  headers: { 'If-Match': sheet.headers.get('etag') },
  expect: 400
});
await call(operator, 'POST', `/api/v1/schede/${id}/finalizzazione`, { expect: 409 });
await call(operator, 'PUT', `/api/v1/schede/${id}/senza-contenuti`);
await call(operator, 'POST', `/api/v1/schede/${id}/invio`);
await call(operator, 'POST', `/api/v1/schede/${id}/motivazione`, {
  body: { categoria: 'servizio_non_attivo', testo: 'no' },
  expect: 422
});
await call(operator, 'POST', `/api/v1/schede/${id}/motivazione`, {
  body: {
    categoria: 'servizio_non_attivo',
    testo: 'Il servizio non è stato attivato in questo ambito durante l’anno della rilevazione.'
  }
});
const finalized = await call(operator, 'POST', `/api/v1/schede/${id}/finalizzazione`, {
  headers: { 'Idempotency-Key': 'prova-1' }
});
const again = await call(operator, 'POST', `/api/v1/schede/${id}/finalizzazione`, {
  headers: { 'Idempotency-Key': 'prova-1' }
});
if (!finalized.bytes.equals(again.bytes)) {
  fail('the same request, repeated, was answered differently');
}
const receipt = (await call(operator, 'GET', `/api/v1/schede/${id}/ricevuta`)).json;
const content = (await call(operator, 'GET', `/api/v1/schede/${id}/ricevuta/contenuto`)).bytes;
const fingerprint = createHash('sha256').update(content).digest('hex');
if (receipt.impronta !== fingerprint) {
  fail(`the receipt says ${receipt.impronta}, its content is ${fingerprint}`);
}
const pdf = (await call(operator, 'GET', `/api/v1/schede/${id}/ricevuta.pdf`)).bytes;
if (pdf.subarray(0, 5).toString() !== '%PDF-') {
  fail('the receipt is not a PDF');
}
if ((await call(operator, 'GET', `/api/v1/schede/${id}`)).json.stato !== 'FINALIZZATA') {
  fail('the sheet is not finalized');
}
writeFileSync(file, content);
console.log(`smoke: receipt ${receipt.numero}, fingerprint ${fingerprint}`);
