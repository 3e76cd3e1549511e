// A sequence flow runs only horizontally and vertically; three pixels of drift are forgiven.
const { is } = require('bpmnlint-utils');

const DRIFT = 3;

function isDiagonal(from, to) {
  return Math.min(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) > DRIFT;
}

module.exports = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:Definitions')) {
      return;
    }
    (node.diagrams || [])
      .flatMap(diagram => diagram.plane.planeElement || [])
      .filter(edge => is(edge, 'bpmndi:BPMNEdge') && is(edge.bpmnElement, 'bpmn:SequenceFlow'))
      .filter(edge => edge.waypoint.slice(1).some((to, index) => isDiagonal(edge.waypoint[index], to)))
      .forEach(edge => reporter.report(edge.bpmnElement.id, 'flow runs diagonally'));
  }
});
