// A group of the form: on the first level a section with its state, deeper a block with its own name.
import { Default, Group, Label } from '@bpmn-io/form-js-viewer';
import { useState } from 'preact/hooks';
import { sectionCode } from '../sheet/fields.js';
import { TEXTS, fill } from '../texts.js';
import { fillZeros, visibleKeys } from './data.js';
import { zeroMessage } from './grid.jsx';
import { SectionConfirmation } from './received.jsx';
import { RemarkWriter, RemarksHere } from './remarks.jsx';
import { RunningTotals } from './totals.jsx';
import { useFormService, useStore } from './store.js';

export function SectionField(props) {
  const form = useFormService('form');
  const parent = form.get('formFieldRegistry').get(props.field._parent);
  return parent?.type === 'default' ? <Section {...props} /> : <Block {...props} />;
}

SectionField.config = Group.config;

function Section(props) {
  const { field, domId } = props;
  const store = useFormService('sheetStore');
  const controller = useFormService('sheetController');
  const state = useStore(store);
  const code = sectionCode(field);
  const alone = state.view === 'one' && state.section !== code;
  return (
    <section class="form-section" id={`sezione-${code}`} data-section={code} aria-labelledby={domId} hidden={alone} tabIndex={-1}>
      <div class="form-section-head">
        <h2 id={domId}>{field.label}</h2>
        <Zero field={field} />
        <RemarkWriter store={store} state={state} target={{ sezione: code }} label={field.label} />
      </div>
      {state.editable && state.sheet.limite && !state.sheet.limite.sezioni.includes(code) && (
        <p class="section-closed small">{TEXTS.sections.closed}</p>
      )}
      <SectionConfirmation code={code} label={field.label} state={state} controller={controller} />
      <RemarksHere state={state} matches={remark => remark.sezione === code && !remark.voce} />
      <Default {...props} />
      <RunningTotals field={field} />
    </section>
  );
}

function Block(props) {
  const { field, domId } = props;
  return (
    <div class="form-block" role="group" aria-labelledby={domId}>
      <div class="form-block-head">
        <Label id={domId} label={field.label} class="form-block-label" />
        <Zero field={field} />
      </div>
      <Default {...props} />
      <RunningTotals field={field} />
    </div>
  );
}

function Zero({ field }) {
  const form = useFormService('form');
  const state = useStore(useFormService('sheetStore'));
  const [said, setSaid] = useState('');
  const shut = descendants(field).some(one => state.closed.has(one.type === 'dynamiclist' ? one.path : one.key));
  if (field.properties?.azzera !== 'si' || !state.editable || shut) {
    return null;
  }
  const zero = () => {
    const shown = visibleKeys(form);
    const inside = descendants(field);
    const numbers = inside.filter(one => one.type === 'number' && shown.has(one.key)).map(one => one.key);
    const grids = inside
      .filter(one => one.type === 'dynamiclist' && shown.has(one.path))
      .map(grid => ({ key: grid.path, columns: grid.components }));
    setSaid(zeroMessage(fillZeros(form, numbers, grids)));
  };
  return (
    <span class="zero">
      <button type="button" class="link-button small" onClick={zero} aria-label={`${TEXTS.zero.action}: ${fill('{label}', field)}`}>{TEXTS.zero.action}</button>
      <span class="small" role="status">{said}</span>
    </span>
  );
}

function descendants(field) {
  return (field.components ?? []).flatMap(child =>
    child.type === 'dynamiclist' ? [child] : [child, ...descendants(child)]);
}
