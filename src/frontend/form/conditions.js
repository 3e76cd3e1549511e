// The conditions of a form are judged at every keystroke, each with all the answers at hand: here each sees only the names
// it speaks of, and what was judged once with the same values is not judged again.

const NAME = /[A-Za-z_]\w*/g;
const REMEMBERED = 100;

export function rememberConditions(form) {
  const language = form.get('expressionLanguage');
  language.evaluate = remembering(language.evaluate.bind(language));
  language.evaluateUnaryTest = remembering(language.evaluateUnaryTest.bind(language));
}

/** The same function, quicker: `judge(expression, context)` must depend on nothing else. */
export function remembering(judge) {
  const known = new Map();
  return (expression, context = {}) => {
    if (typeof expression !== 'string') {
      return judge(expression, context);
    }
    const own = known.get(expression) ?? { names: namesIn(expression), results: new Map() };
    known.set(expression, own);
    const seen = Object.fromEntries(own.names.filter(name => name in context).map(name => [name, context[name]]));
    const values = JSON.stringify(seen);
    if (!own.results.has(values)) {
      if (own.results.size >= REMEMBERED) {
        own.results.clear();
      }
      own.results.set(values, judge(expression, seen));
    }
    return own.results.get(values);
  };
}

function namesIn(expression) {
  return [...new Set(expression.replace(/"[^"]*"/g, '').match(NAME) ?? [])];
}
