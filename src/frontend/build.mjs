// Bundles the two islands and copies the ready-made parts into the application's static folder.
// The output is committed: running and testing SIOSS need a JDK only. `node build.mjs --check` rebuilds beside it and compares.
import { build } from 'esbuild';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, '../main/resources/static/vendor');
const modules = join(here, 'node_modules');

const COPIES = {
  'form-js/form-js.css': '@bpmn-io/form-js-viewer/dist/assets/form-js.css',
  'bpmn-js/diagram-js.css': 'bpmn-js/dist/assets/diagram-js.css',
  'bpmn-js/bpmn-js.css': 'bpmn-js/dist/assets/bpmn-js.css',
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'bootstrap-italia/bootstrap-italia.min.css': 'bootstrap-italia/dist/css/bootstrap-italia.min.css',
  'bootstrap-italia/sprites.svg': 'bootstrap-italia/dist/svg/sprites.svg',
  'fonts/titillium-web-regular.woff2':
    'bootstrap-italia/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2',
  'fonts/titillium-web-600.woff2':
    'bootstrap-italia/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2',
  'fonts/titillium-web-700.woff2':
    'bootstrap-italia/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2',
  'fonts/titillium-web-OFL.txt': 'bootstrap-italia/dist/fonts/Titillium_Web/OFL.txt',
  'fonts/roboto-mono-regular.woff2':
    'bootstrap-italia/dist/fonts/Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.woff2',
  'fonts/roboto-mono-LICENSE.txt': 'bootstrap-italia/dist/fonts/Roboto_Mono/LICENSE.txt'
};

async function buildInto(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // the form in one piece, since every sheet needs all of it; of the diagrams and charts only what a page shows
  await bundle(folder, { entryPoints: ['forms.jsx'], jsx: 'automatic', jsxImportSource: 'preact' });
  await bundle(folder, { entryPoints: ['dashboard.js'], splitting: true, chunkNames: 'chunks/[name]-[hash]' });
  for (const [to, from] of Object.entries(COPIES)) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(join(modules, from), join(folder, to));
  }
  withoutEmbeddedFont(join(folder, 'bootstrap-italia/bootstrap-italia.min.css'));
}

function bundle(folder, more) {
  return build({
    absWorkingDir: here,
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'linked',
    charset: 'utf8',
    ...more
  });
}

// The video player's font inside Bootstrap Italia is a data: address, which our content security policy refuses; no page shows a video.
function withoutEmbeddedFont(file) {
  const css = readFileSync(file, 'utf8');
  writeFileSync(file, css.replace(/@font-face\{font-family:VideoJS;[^}]*\}/, '').replace(/\/\*# sourceMappingURL=.*?\*\//, ''));
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter(name => statSync(join(folder, name)).isFile())
    .sort();
}

function differences(expected, actual) {
  const names = new Set([...filesOf(expected), ...filesOf(actual)]);
  const read = (folder, name) => {
    try {
      return readFileSync(join(folder, name));
    } catch {
      return null;
    }
  };
  return [...names].filter(name => {
    const [a, b] = [read(expected, name), read(actual, name)];
    return !a || !b || !a.equals(b);
  });
}

if (process.argv.includes('--check')) {
  const fresh = mkdtempSync(join(tmpdir(), 'sioss-vendor-'));
  await buildInto(fresh);
  const stale = differences(fresh, vendor);
  rmSync(fresh, { recursive: true });
  if (stale.length) {
    console.error(`The committed bundle is stale, run "npm run build": ${stale.join(', ')}`);
    process.exit(1);
  }
  console.log('The committed bundle is current.');
} else {
  await buildInto(vendor);
  for (const name of filesOf(vendor).filter(file => /^(forms|dashboard)\.(js|css)$/.test(file))) {
    console.log(`${relative(here, join(vendor, name))} ${statSync(join(vendor, name)).size} bytes`);
  }
}
