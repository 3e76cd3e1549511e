// One sheet from the opening of a campaign to its receipt, over the machine interface alone.
// node smoke.mjs ADDRESS ADMINISTRATOR PASSWORD FILE-FOR-THE-CONTENT
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const [address, administrator, password, file] = process.argv.slice(2);
const REGION = '0200';
const OPERATOR = { name: 'prova.operatrice', password: 'una-password-per-la-prova' };

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

const admin = { name: administrator, password };

await call(null, 'GET', '/api/v1/territorio/enti', { expect: 401 });
await call({ ...admin, password: 'sbagliata' }, 'GET', '/api/v1/territorio/enti', { expect: 401 });
for (const path of ['/engine-rest/engine', '/camunda/app/admin/default/setup/', '/actuator/env', '/h2-console']) {
  await call(null, 'GET', path, { expect: [302, 401, 404] });
  await call(admin, 'GET', path, { expect: [302, 401, 404] });
}
const bodies = (await call(admin, 'GET', '/api/v1/territorio/enti')).json;
console.log(`smoke: entered as ${administrator}, territory of ${bodies.anno} is there`);
