// An id shows up in tests, incidents and logs: it says what the element is and what it means.
const { is } = require('bpmnlint-utils');

// The first type that fits decides: a start event is also an event.
const PREFIXES = [
  ['bpmn:StartEvent', 'startEvent'],
  ['bpmn:EndEvent', 'endEvent'],
  ['bpmn:Event', 'event'],
  ['bpmn:UserTask', 'userTask'],
  ['bpmn:ServiceTask', 'serviceTask'],
  ['bpmn:BusinessRuleTask', 'businessRuleTask'],
  ['bpmn:CallActivity', 'callActivity'],
  ['bpmn:SubProcess', 'subProcess'],
  ['bpmn:Gateway', 'gateway'],
  ['bpmn:SequenceFlow', 'flow']
];

module.exports = () => ({
  check(node, reporter) {
    const found = PREFIXES.find(([type]) => is(node, type));
    if (found && !new RegExp(`^${found[1]}_[a-z][A-Za-z0-9]*$`).test(node.id)) {
      reporter.report(node.id, `id must read ${found[1]}_lowerCamelCase`);
    }
  }
});
