// The sheet's page: sections left, the form in the middle, help and findings right, the bar below.
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from '../form/store.js';
import { TEXTS } from '../texts.js';
import { ApproveDialog, FinalizeDialog, KeysDialog, ReturnDialog, SubmitDialog, TakeOverDialog } from './act-dialogs.jsx';
import { Bar, TrialBar } from './bar.jsx';
import { ConflictDialog } from './conflict-dialog.jsx';
import { Justification } from './justification.jsx';
import { LoginPanel } from './login-panel.jsx';
import { Sections } from './sections.jsx';
import { Side } from './side.jsx';
import { Top } from './top.jsx';
import { WhyDialog } from './why-dialog.jsx';

export function App({ controller }) {
  const state = useStore(controller.store);
  return (
    <div class={state.editable ? 'sheet' : 'sheet read-only'} data-stato={state.sheet.stato} data-save={state.save.kind}>
      <Top state={state} controller={controller} />
      <div class="sheet-zones">
        <Sections state={state} controller={controller} />
        <div class="sheet-form">
          <Justification state={state} controller={controller} />
          {state.editable && !controller.trial && <p class="small muted">{TEXTS.requiredLegend}</p>}
          <FormHost controller={controller} />
        </div>
        <Side state={state} controller={controller} />
      </div>
      {controller.trial ? <TrialBar controller={controller} /> : <Bar state={state} controller={controller} />}
      <OpenDialog state={state} controller={controller} />
    </div>
  );
}

function FormHost({ controller }) {
  const host = useRef(null);
  useEffect(() => controller.attach(host.current), []);
  return <div class="form-host" ref={host} />;
}

const DIALOGS = {
  submit: SubmitDialog,
  takeOver: TakeOverDialog,
  finalize: FinalizeDialog,
  approve: ApproveDialog,
  return: ReturnDialog,
  keys: KeysDialog,
  login: LoginPanel,
  why: WhyDialog
};

function OpenDialog({ state, controller }) {
  const { dialog, conflict } = state;
  if (!dialog) {
    return null;
  }
  const close = () => controller.close();
  if (dialog.kind === 'conflict') {
    return conflict ? <ConflictDialog conflict={conflict} controller={controller} onClose={close} /> : null;
  }
  const Shown = DIALOGS[dialog.kind];
  return <Shown key={dialog.kind} {...dialog} controller={controller} onClose={close} />;
}
