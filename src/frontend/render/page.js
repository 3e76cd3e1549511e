// Runs in the browser: draws the diagram handed over by render-bpmn.mjs and leaves its SVG in the page.
import Viewer from 'bpmn-js/lib/Viewer';

const out = document.querySelector('#out');
const viewer = new Viewer({ container: '#canvas' });

viewer
  .importXML(JSON.parse(document.querySelector('#diagram').textContent))
  .then(() => viewer.saveSVG())
  .then(({ svg }) => {
    out.textContent = svg;
    out.dataset.done = 'yes';
  })
  .catch(error => {
    out.textContent = String(error);
    out.dataset.done = 'failed';
  });
