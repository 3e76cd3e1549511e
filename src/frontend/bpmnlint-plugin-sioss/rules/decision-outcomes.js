// Every way out of a decision carries a label; exactly one of them is the default.
const { is } = require('bpmnlint-utils');

module.exports = () => ({
  check(node, reporter) {
    const outgoing = node.outgoing || [];
    if (!is(node, 'bpmn:ExclusiveGateway') || outgoing.length < 2) {
      return;
    }
    if (!node.default) {
      reporter.report(node.id, 'decision has no default outcome');
    }
    outgoing
      .filter(flow => !flow.name)
      .forEach(flow => reporter.report(flow.id, 'outcome of a decision has no label'));
  }
});
