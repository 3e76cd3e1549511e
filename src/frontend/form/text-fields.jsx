// Words, on one line or on several.
import { Description, Errors, Label, Textarea, Textfield } from '@bpmn-io/form-js-viewer';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { Adorner } from './adorner.jsx';
import { useTyping } from './resting.js';
import { RowContext, cellLabel } from './row-context.js';

const MAX_HEIGHT_PX = 350;

export function TextField(props) {
  const { field, errors = [], readonly } = props;
  const [input] = useWords(props);
  return (
    <Frame {...props} kind="textfield">
      <div class={`fjs-input-group${errors.length ? ' hasErrors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
        <Adorner text={field.appearance?.prefixAdorner} side="left" />
        <input {...input} class="fjs-input" type="text" autocomplete="off" />
        <Adorner text={field.appearance?.suffixAdorner} side="right" />
      </div>
    </Frame>
  );
}

TextField.config = Textfield.config;

export function TextareaField(props) {
  const [input, text] = useWords(props);
  const area = useRef(null);
  useLayoutEffect(() => {
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight + 2, MAX_HEIGHT_PX)}px`;
  }, [text]);
  return (
    <Frame {...props} kind="textarea">
      <textarea {...input} class="fjs-textarea" rows={3} ref={area} />
    </Frame>
  );
}

TextareaField.config = Textarea.config;

function useWords({ field, value, errors = [], domId, disabled, readonly, onChange, onBlur, onFocus }) {
  const row = useContext(RowContext);
  const typing = useTyping({ value, write: known => known ?? '', read: text => text, handOver: read => onChange({ value: read }) });
  const input = {
    id: domId,
    value: typing.text,
    disabled,
    readOnly: readonly,
    'aria-label': row ? cellLabel(field, row) : undefined,
    'aria-invalid': errors.length > 0,
    'aria-required': field.validate?.required === true,
    'aria-describedby': `${domId}-description ${domId}-error-message`,
    onInput: typing.type,
    onFocus: () => onFocus?.(),
    onBlur: () => {
      typing.leave();
      onBlur?.();
    }
  };
  return [input, typing.text];
}

function Frame({ field, domId, errors = [], readonly, kind, children }) {
  const row = useContext(RowContext);
  return (
    <div class={`fjs-form-field fjs-form-field-${kind}${errors.length ? ' fjs-has-errors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
      <Label htmlFor={domId} label={field.label} required={field.validate?.required} class={row ? 'visually-hidden' : ''} />
      {children}
      <Description id={`${domId}-description`} description={field.description} />
      <Errors id={`${domId}-error-message`} errors={errors} />
    </div>
  );
}
