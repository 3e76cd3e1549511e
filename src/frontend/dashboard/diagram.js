// The BPMN diagram with the number of sheets at each step, or with "siete qui"; the page carries the same figures as a table.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { TEXTS, count } from '../texts.js';

const HEAT_LEVELS = 4;
const SMALLEST = 0.35;
const READABLE = 0.6;
const MARGIN = 20;

export async function draw(place) {
  const { bpmn, counts, links, current, passed } = place.dataset;
  const canvas = document.createElement('div');
  canvas.className = 'diagram-canvas';
  place.append(canvas);
  try {
    const response = await fetch(bpmn, { credentials: 'same-origin' });
    const viewer = new NavigatedViewer({ container: canvas });
    await viewer.importXML(await response.text());
    showCounts(viewer, parse(counts), parse(links));
    showPassed(viewer, parse(passed, []));
    showCurrent(viewer, current);
    place.prepend(tools(viewer, current));
    fit(viewer, current);
    place.dataset.ready = 'yes';
  } catch {
    const sorry = document.createElement('p');
    sorry.textContent = counts ? TEXTS.diagram.failedWithTable : TEXTS.diagram.failed;
    place.classList.add('failed');
    place.replaceChildren(sorry);
  }
}

// Never so small that a badge covers its step: on a narrow screen one drags the diagram instead.
function fit(viewer, current) {
  const canvas = viewer.get('canvas');
  canvas.resized();
  if (canvas.zoom('fit-viewport', 'auto') < SMALLEST) {
    const { inner, outer } = canvas.viewbox();
    const [width, height] = [outer.width / READABLE, outer.height / READABLE];
    canvas.viewbox({ x: inner.x - MARGIN, y: inner.y + (inner.height - height) / 2, width, height });
    if (current) {
      canvas.scrollToElement(current);
    }
  }
}

function showCounts(viewer, counts, links) {
  const most = Math.max(1, ...Object.values(counts));
  for (const [id, number] of Object.entries(counts)) {
    const element = viewer.get('elementRegistry').get(id);
    if (!element) {
      continue;
    }
    if (number > 0) {
      viewer.get('canvas').addMarker(id, `heat-${Math.ceil((HEAT_LEVELS * number) / most)}`);
    }
    const words = `${element.businessObject.name ?? id}: ${count(number, ...TEXTS.diagram.open)}`;
    overlay(viewer, id, badge(new Intl.NumberFormat('it-IT').format(number), words, links[id], number === 0 ? 'zero' : ''));
  }
}

function showPassed(viewer, ids) {
  ids.filter(id => viewer.get('elementRegistry').get(id)).forEach(id => viewer.get('canvas').addMarker(id, 'passed'));
}

function showCurrent(viewer, id) {
  if (id && viewer.get('elementRegistry').get(id)) {
    viewer.get('canvas').addMarker(id, 'here-now');
    overlay(viewer, id, badge(TEXTS.diagram.here, TEXTS.diagram.here, null, 'here'));
  }
}

function overlay(viewer, id, element) {
  viewer.get('overlays').add(id, 'sioss', { position: { top: -14, right: 14 }, html: element });
}

function badge(text, words, href, extra) {
  const element = document.createElement(href ? 'a' : 'span');
  element.className = `diagram-badge ${extra}`.trim();
  element.textContent = text;
  if (href) {
    element.href = href;
    element.setAttribute('aria-label', words);
  }
  element.title = words;
  return element;
}

function tools(viewer, current) {
  const bar = document.createElement('div');
  bar.className = 'diagram-tools no-print';
  const zoom = factor => viewer.get('canvas').zoom(viewer.get('canvas').zoom() * factor);
  bar.append(
    tool(TEXTS.diagram.fit, () => fit(viewer, current)),
    tool(TEXTS.diagram.zoomIn, () => zoom(1.25)),
    tool(TEXTS.diagram.zoomOut, () => zoom(0.8)));
  return bar;
}

function tool(label, does) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-outline-primary btn-xs';
  button.textContent = label;
  button.addEventListener('click', does);
  return button;
}

function parse(json, nothing = {}) {
  return json ? JSON.parse(json) : nothing;
}
