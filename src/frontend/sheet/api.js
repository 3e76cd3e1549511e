// Talks to the machine interface with the page's session. Every answer is {ok, status, body, etag}; a lost connection is status 0.

/** A refusal that speaks of the session's token, not of the sheet. */
export function wantsFreshToken(answer) {
  return answer.status === 403 && (!answer.body?.codice || answer.body.codice === 'RICHIESTA_NON_PROTETTA');
}

export function createApi(address, id, loginAddress) {
  const sheet = `${address}/schede/${id}`;
  return {
    sheet: () => request('GET', sheet),
    form: () => request('GET', `${sheet}/modulo`),
    options: () => request('GET', `${sheet}/opzioni`),
    sums: () => request('GET', `${sheet}/somme`),
    save: (etag, changes) => request('PUT', `${sheet}/risposte`, { risposte: changes }, { 'If-Match': etag }),
    submit: () => request('POST', `${sheet}/invio`),
    justify: justification => request('POST', `${sheet}/motivazione`, justification),
    resume: () => request('POST', `${sheet}/ripresa`),
    review: (decision, shown) => request('POST', `${sheet}/verifica`, decision, { 'If-Match': shown }),
    finalize: (key, shown) => request('POST', `${sheet}/finalizzazione`, undefined, { 'Idempotency-Key': key, 'If-Match': shown }),
    explain: (finding, text) => request('PUT', `${sheet}/spiegazioni/${encodeURIComponent(finding)}`, { testo: text }),
    withdrawExplanation: finding => request('DELETE', `${sheet}/spiegazioni/${encodeURIComponent(finding)}`),
    explainChange: (question, text) => request('PUT', `${sheet}/motivi/${encodeURIComponent(question)}`, { motivo: text }),
    decideProposal: (question, outcome) => request('PUT', `${sheet}/proposte/${encodeURIComponent(question)}`, { esito: outcome }),
    confirmSection: section => request('PUT', `${sheet}/conferme/${encodeURIComponent(section)}`),
    declareEmpty: () => request('PUT', `${sheet}/senza-contenuti`),
    undoEmpty: () => request('DELETE', `${sheet}/senza-contenuti`),
    claim: takeOver => request('POST', `${address}/attivita/${id}/presa-in-carico${takeOver ? '?subentro=true' : ''}`),
    release: () => request('DELETE', `${address}/attivita/${id}/presa-in-carico`),
    renewToken: () => renewToken(address, loginAddress),
    login: (username, password) => login({ address, loginAddress, sheet }, username, password)
  };
}

/** A module filled in for trial: the same questions, asked of the catalogue; the answers stay in the page. */
export function createTrialApi(address, api, loginAddress) {
  const trial = `${address}/prova`;
  let empty = null;
  let answers = {};
  const first = () => (empty ??= request('GET', trial));
  const part = async name => {
    const answer = await first();
    return answer.ok ? { ...answer, body: answer.body[name] } : answer;
  };
  return {
    sheet: first,
    form: () => request('GET', `${address}/modulo`),
    options: () => part('opzioni'),
    sums: () => part('somme'),
    save: async (etag, changes) => {
      const all = { ...answers, ...changes };
      const answer = await request('POST', trial, { risposte: all });
      if (answer.ok) {
        answers = all;
      }
      return answer;
    },
    renewToken: () => renewToken(api, loginAddress),
    login: (username, password) => login({ address: api, loginAddress, sheet: trial }, username, password)
  };
}

async function request(method, url, body, headers = {}) {
  const send = { Accept: 'application/json, application/problem+json', ...headers };
  if (body !== undefined) {
    send['Content-Type'] = 'application/json';
  }
  const token = csrf();
  if (token && method !== 'GET') {
    send[token.header] = token.value;
  }
  try {
    const response = await fetch(url, {
      method,
      headers: send,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store'
    });
    return { ok: response.ok, status: response.status, body: await read(response), etag: response.headers.get('ETag') };
  } catch {
    return { ok: false, status: 0, body: null, etag: null };
  }
}

async function read(response) {
  try {
    return /json/.test(response.headers.get('Content-Type') ?? '') ? await response.json() : null;
  } catch {
    return null;
  }
}

function csrf() {
  const [header, value] = ['csrf-header', 'csrf-token'].map(name => document.querySelector(`meta[name="${name}"]`)?.content);
  return header && value ? { header, value } : null;
}

// Where the machine interface gives no token (nobody is signed in), the login page carries one.
async function renewToken(address, loginAddress) {
  const answer = await request('GET', `${address}/csrf`);
  const fresh = answer.ok && answer.body?.token ? answer.body : await tokenOfPage(loginAddress);
  if (fresh) {
    remember('csrf-header', fresh.header);
    remember('csrf-token', fresh.token);
  }
  return answer;
}

async function tokenOfPage(address) {
  try {
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const [header, token] = ['csrf-header', 'csrf-token'].map(name => page.querySelector(`meta[name="${name}"]`)?.content);
    return header && token ? { header, token } : null;
  } catch {
    return null;
  }
}

function remember(name, content) {
  let meta = document.querySelector(`meta[name="${name}"]`);
  if (!meta) {
    meta = document.createElement('meta');
    meta.name = name;
    document.head.append(meta);
  }
  meta.content = content;
}

/** Signs in again over the open page: 'in', 'refused', 'wait' (too many attempts) or 'unreachable'. */
async function login({ address, loginAddress, sheet }, username, password) {
  await renewToken(address, loginAddress);
  const token = csrf();
  let answered;
  try {
    answered = await fetch(loginAddress, {
      method: 'POST',
      headers: token ? { [token.header]: token.value } : {},
      body: new URLSearchParams({ username, password, ...(token ? { _csrf: token.value } : {}) }),
      credentials: 'same-origin',
      cache: 'no-store'
    });
  } catch {
    return 'unreachable';
  }
  // Whether the login was accepted is asked of the sheet: the login page itself answers with a page either way.
  const seen = await request('GET', sheet);
  if (seen.status === 0) {
    return 'unreachable';
  }
  if (seen.status === 401) {
    return answered.status === 429 ? 'wait' : 'refused';
  }
  await renewToken(address, loginAddress);
  return 'in';
}
