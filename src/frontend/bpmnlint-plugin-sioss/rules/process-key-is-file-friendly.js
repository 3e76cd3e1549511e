// The process key is also the file's name.
const { is } = require('bpmnlint-utils');

module.exports = () => ({
  check(node, reporter) {
    if (is(node, 'bpmn:Process') && !/^[a-z]+(-[a-z0-9]+)*$/.test(node.id)) {
      reporter.report(node.id, 'process key must be kebab-case, equal to the file name');
    }
  }
});
