// Renders every processes/*.bpmn to src/docs/pictures/*.svg with bpmn-js in a headless browser.
// With --check it compares instead of writing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { BROWSER_FLAGS, findBrowser } from './render/browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const processes = join(here, '../../processes');
const pictures = join(here, '../docs/pictures');

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': '\u00a0', '&amp;': '&' };

async function bundlePage() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: ['render/page.js'],
    bundle: true,
    minify: true,
    format: 'iife',
    write: false
  });
  return result.outputFiles[0].text;
}

function pageFor(xml, script) {
  const diagram = JSON.stringify(xml).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><div id="canvas"></div><pre id="out"></pre>
    <script type="application/json" id="diagram">${diagram}</script>
    <script>${script.replaceAll('</script', '<\\/script')}</script>`;
}

function svgIn(dom) {
  const found = /<pre id="out" data-done="(\w+)">([\s\S]*?)<\/pre>/.exec(dom);
  if (!found || found[1] !== 'yes') {
    throw new Error(`The diagram could not be drawn: ${found ? found[2] : 'no answer from the browser'}`);
  }
  return found[2].replace(/&(lt|gt|quot|#39|nbsp|amp);/g, entity => ENTITIES[entity]);
}

// bpmn-js numbers its markers at random; equal models must give equal pictures.
function steady(svg) {
  const names = new Map();
  const renamed = svg.replace(/marker-[0-9a-z]{8,}/g, name => {
    if (!names.has(name)) {
      names.set(name, `marker-${names.size + 1}`);
    }
    return names.get(name);
  });
  return renamed.endsWith('\n') ? renamed : `${renamed}\n`;
}

function draw(file, script, workspace) {
  const page = join(workspace, `${basename(file)}.html`);
  writeFileSync(page, pageFor(readFileSync(file, 'utf8'), script));
  const flags = [...BROWSER_FLAGS, `--user-data-dir=${join(workspace, 'profile')}`, '--virtual-time-budget=10000'];
  const dom = execFileSync(findBrowser(), [...flags, '--dump-dom', pathToFileURL(page).href], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000
  });
  return steady(svgIn(dom));
}

const check = process.argv.includes('--check');
const script = await bundlePage();
const workspace = mkdtempSync(join(tmpdir(), 'sioss-render-'));
mkdirSync(pictures, { recursive: true });
let stale = 0;
try {
  for (const name of readdirSync(processes).filter(file => file.endsWith('.bpmn')).sort()) {
    const picture = join(pictures, name.replace(/\.bpmn$/, '.svg'));
    const svg = draw(join(processes, name), script, workspace);
    if (!check) {
      writeFileSync(picture, svg);
    } else if (readFileSync(picture, 'utf8') !== svg) {
      console.error(`${basename(picture)} no longer shows ${name}: run "npm run render:bpmn"`);
      stale += 1;
    }
  }
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
process.exitCode = stale ? 1 : 0;
