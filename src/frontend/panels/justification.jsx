// The justification of a sheet without contents: a category and the reason in words.
import { useRef, useState } from 'preact/hooks';
import { problemOf, visibleText } from '../sheet/justification.js';
import { TEXTS, fill } from '../texts.js';

export function Justification({ state, controller }) {
  const { sheet } = state;
  if (sheet.stato !== 'IN_MOTIVAZIONE') {
    return sheet.motivazione ? <Given motivazione={sheet.motivazione} controller={controller} /> : null;
  }
  const action = sheet.azioni?.find(one => one.azione === 'motivazione');
  return action ? <Write state={state} controller={controller} action={action} /> : null;
}

function Given({ motivazione, controller }) {
  const label = controller.categories.find(one => one.value === motivazione.categoria)?.label ?? motivazione.categoria;
  return (
    <section class="panel">
      <h2>{TEXTS.justification.title}</h2>
      <p><strong>{label}</strong></p>
      <p class="remark-text">{motivazione.testo}</p>
    </section>
  );
}

function Write({ state, controller, action }) {
  const [text, setText] = useState(state.sheet.motivazione?.testo ?? '');
  const [category, setCategory] = useState(state.sheet.motivazione?.categoria ?? '');
  const [problem, setProblem] = useState(null);
  const form = useRef(null);
  const send = event => {
    event.preventDefault();
    if (!action.consentita) {
      controller.open({ kind: 'why', action });
      return;
    }
    const found = problemOf(category, text);
    setProblem(found);
    if (found) {
      form.current.elements[found === 'chooseCategory' ? 'category' : 'text'].focus();
    } else {
      controller.justify({ categoria: category, testo: text });
    }
  };
  const wrong = name => (name === 'category') === (problem === 'chooseCategory') && problem !== null;
  return (
    <section class="panel" aria-labelledby="motivazione-titolo">
      <h2 id="motivazione-titolo">{TEXTS.justification.title}</h2>
      <p>{TEXTS.justification.intro}</p>
      <form ref={form} onSubmit={send} noValidate onInput={() => controller.justificationTouched()}>
        <div class="field">
          <label for="motivazione-categoria">{TEXTS.justification.category}</label>
          <select class="input" id="motivazione-categoria" name="category" aria-invalid={wrong('category')} aria-describedby="motivazione-problema"
            value={category} onChange={event => setCategory(event.target.value)}>
            <option value="">{TEXTS.choice.choose}</option>
            {controller.categories.map(one => <option value={one.value} key={one.value}>{one.label}</option>)}
          </select>
        </div>
        <div class="field">
          <label for="motivazione-testo">{TEXTS.justification.text}</label>
          <p class="hint" id="motivazione-aiuto">{TEXTS.justification.hint}</p>
          <textarea class="input" id="motivazione-testo" name="text" rows={5} aria-invalid={wrong('text')}
            aria-describedby="motivazione-aiuto motivazione-conta motivazione-problema" value={text} onInput={event => setText(event.target.value)} />
          <p class="hint" id="motivazione-conta">{fill(TEXTS.justification.count, { number: [...visibleText(text)].length })}</p>
        </div>
        <p class="finding blocking" id="motivazione-problema" role="alert">{problem && TEXTS.justification[problem]}</p>
        <div class="row-flex">
          <button type="submit" class="btn btn-primary" aria-disabled={!action.consentita} disabled={state.working}>{TEXTS.acts.motivazione}</button>
          {controller.allowed('ripresa') && (
            <button type="button" class="btn btn-outline-primary" onClick={() => controller.act('ripresa')}>{TEXTS.acts.ripresa}</button>
          )}
          {!action.consentita && (
            <button type="button" class="link-button small" onClick={() => controller.open({ kind: 'why', action })}>{TEXTS.why.link}</button>
          )}
        </div>
      </form>
    </section>
  );
}
