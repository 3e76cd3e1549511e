module.exports = {
  configs: {
    strict: {
      rules: {
        'decision-outcomes': 'error',
        'element-id': 'error',
        'orthogonal-flows': 'error',
        'process-key-is-file-friendly': 'error'
      }
    }
  }
};
