// What people correct in Camunda Modeler opens there and comes back whole: forms by form-js's own importer, models by their readers.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { DmnModdle } from 'dmn-moddle';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = fileURLToPath(new URL('..', import.meta.url));
const forms = filesOf('forms', '.form');
const decisions = filesOf('processes', '.dmn');
const processes = filesOf('processes', '.bpmn');

/** What Camunda Modeler 5 calls the components it can draw for Camunda 7 forms of this schema version. */
const SCHEMA_VERSION = 16;

let formJs;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sioss-modeler-'));
  const file = join(folder, 'form-js.mjs');
  const { outputFiles } = await build({
    stdin: { contents: 'export * from "@bpmn-io/form-js-viewer";', resolveDir: here },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error'
  });
  writeFileSync(file, outputFiles[0].contents);
  standInForTheBrowser();
  formJs = await import(pathToFileURL(file));
});

after(() => rmSync(folder, { recursive: true }));

// The bundle names a few things of the browser when it is loaded; importing a schema needs none of them.
function standInForTheBrowser() {
  for (const name of ['KeyboardEvent', 'HTMLElement', 'HTMLCollection', 'NodeList', 'Node', 'Element']) {
    globalThis[name] ??= class {};
  }
  const anything = new Proxy(function () {}, {
    get: (target, key) => (key === Symbol.toPrimitive ? () => '' : key === 'length' ? 0 : anything),
    has: () => true,
    set: () => true,
    apply: () => anything,
    construct: () => anything
  });
  globalThis.navigator ??= { userAgent: '', platform: '', vendor: '' };
  globalThis.window ??= globalThis;
  globalThis.document ??= anything;
}

function filesOf(where, ending) {
  return readdirSync(join(root, where), { recursive: true })
    .filter(name => name.endsWith(ending))
    .map(name => join(root, where, name))
    .sort();
}

// The importer with its own registries; the event bus only tells others, and there are none.
function importer() {
  const eventBus = { on() {}, fire() {} };
  const registry = new formJs.FormFieldRegistry(eventBus);
  const fields = new formJs.FormFields();
  const paths = new formJs.PathRegistry(registry, fields, { get: () => null });
  const factory = new formJs.FieldFactory(registry, paths, fields, text => text);
  return new formJs.Importer(registry, paths, factory, new formJs.FormLayouter(eventBus));
}

// What the editor writes: everything but the marks the importer leaves for itself.
function exported(schema) {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key.startsWith('_') ? undefined : value)));
}

/** Every path of a document with its value; a key named anywhere must be there again, with the same value. */
function flat(value, path = '') {
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}/${key}`)).concat(path ? [[path, Array.isArray(value) ? 'list' : 'object']] : [])
    : [[path, value]];
}

test('there is something to look at', () => {
  assert.ok(forms.length >= 10 && decisions.length >= 10 && processes.length >= 3);
});

for (const file of forms) {
  test(`${basename(file)} is imported by form-js and exported without losing or changing a key`, () => {
    const schema = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(schema.schemaVersion, SCHEMA_VERSION);
    assert.ok(schema.schemaVersion <= formJs.schemaVersion, 'form-js knows this schema version');
    const { schema: imported, warnings } = importer().importSchema(schema);
    assert.deepEqual(warnings, []);
    const before = new Map(flat(schema));
    const there = new Map(flat(exported(imported)));
    const lost = [...before].filter(([path, value]) => !there.has(path) || there.get(path) !== value);
    assert.deepEqual(lost, []);
    const added = [...there.keys()].filter(path => !before.has(path));
    assert.deepEqual(added, [], 'form-js has nothing to add: saved in the modeler, the file stays as it is');
  });

  test(`${basename(file)} names only components that the modeler draws, each with its own id`, () => {
    const known = new formJs.FormFields();
    const ids = new Set();
    const walk = component => {
      assert.ok(known.get(component.type), `${component.id}: ${component.type}`);
      assert.ok(component.id && !ids.has(component.id), component.id);
      ids.add(component.id);
      (component.components ?? []).forEach(walk);
    };
    walk(JSON.parse(readFileSync(file, 'utf8')));
  });
}

for (const file of decisions) {
  test(`${basename(file)} is read without warnings and has its place in the diagram`, async () => {
    const xml = readFileSync(file, 'utf8');
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
    assert.deepEqual(warnings.map(warning => warning.message), []);
    const tables = rootElement.drgElement.filter(element => element.$type === 'dmn:Decision');
    assert.ok(tables.length > 0);
    const shapes = (rootElement.dmnDI?.diagrams ?? []).flatMap(diagram => diagram.diagramElements).map(shape => shape.dmnElementRef?.id);
    for (const decision of tables) {
      assert.equal(decision.decisionLogic.$type, 'dmn:DecisionTable', decision.id);
      assert.ok(shapes.includes(decision.id), `${decision.id} is drawn`);
    }
    const again = await new DmnModdle().fromXML((await new DmnModdle().toXML(rootElement, { format: true })).xml);
    assert.deepEqual(again.warnings, []);
    assert.deepEqual(cells(again.rootElement), cells(rootElement));
  });
}

function cells(definitions) {
  return definitions.drgElement
    .filter(element => element.decisionLogic?.rule)
    .flatMap(decision => decision.decisionLogic.rule.map(rule => [
      rule.id,
      rule.description,
      ...(rule.inputEntry ?? []).map(entry => entry.text),
      ...rule.outputEntry.map(entry => entry.text),
      ...(rule.annotationEntry ?? []).map(entry => entry.text)
    ]));
}

for (const file of processes) {
  test(`${basename(file)} is read without warnings and every step is drawn`, async () => {
    const { rootElement, references, warnings } = await new BpmnModdle({ camunda }).fromXML(readFileSync(file, 'utf8'));
    assert.deepEqual(warnings.map(warning => warning.message), []);
    assert.ok(references.length > 0);
    const drawn = new Set(rootElement.diagrams.flatMap(diagram => diagram.plane.planeElement).map(shape => shape.bpmnElement?.id));
    const steps = element => (element.flowElements ?? []).flatMap(inner => [inner, ...steps(inner)]);
    const all = rootElement.rootElements.filter(element => element.$type === 'bpmn:Process').flatMap(steps);
    assert.ok(all.length > 5);
    assert.deepEqual(all.filter(element => !drawn.has(element.id)).map(element => element.id), []);
  });
}
