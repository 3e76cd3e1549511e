// An Italian number: keeps what was typed when it cannot be read, and says why.
import { Description, Errors, Label, Numberfield } from '@bpmn-io/form-js-viewer';
import { useContext } from 'preact/hooks';
import { isUnreadable } from '../sheet/answers.js';
import { formatNumber, parseNumber } from '../sheet/number.js';
import { Adorner } from './adorner.jsx';
import { useTyping } from './resting.js';
import { RowContext, cellLabel } from './row-context.js';

export function NumberField(props) {
  const { field, value, onChange, onBlur, onFocus, errors = [], domId, disabled, readonly } = props;
  const row = useContext(RowContext);
  const typing = useTyping({ value, write: textOf, read: readTyped, handOver: read => onChange({ field, value: read }) });
  const leave = () => {
    typing.leave();
    onBlur?.();
  };
  const invalid = errors.length > 0;
  return (
    <div class={`fjs-form-field fjs-form-field-number${invalid ? ' fjs-has-errors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
      <Label htmlFor={domId} label={field.label} required={field.validate?.required} class={row ? 'visually-hidden' : ''} />
      <div class={`fjs-input-group${invalid ? ' hasErrors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
        <Adorner text={field.appearance?.prefixAdorner} side="left" />
        <input
          class="fjs-input number"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          id={domId}
          value={typing.text}
          readOnly={readonly}
          disabled={disabled}
          aria-label={row ? cellLabel(field, row) : undefined}
          aria-invalid={invalid}
          aria-required={field.validate?.required === true}
          aria-describedby={`${domId}-description ${domId}-error-message`}
          onFocus={() => onFocus?.()}
          onInput={typing.type}
          onBlur={leave}
        />
        <Adorner text={field.appearance?.suffixAdorner} side="right" />
      </div>
      <Description id={`${domId}-description`} description={field.description} />
      <Errors id={`${domId}-error-message`} errors={errors} />
    </div>
  );
}

NumberField.config = { ...Numberfield.config, sanitizeValue: ({ value }) => value };

function readTyped(text) {
  const read = parseNumber(text);
  if (read.kind === 'empty') {
    return null;
  }
  return read.kind === 'number' ? read.value : { raw: text };
}

function textOf(value) {
  return isUnreadable(value) ? value.raw : formatNumber(value);
}
