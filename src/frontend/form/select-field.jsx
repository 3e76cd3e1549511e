// One among many: the browser's own list, or a searchable one.
import { Description, Errors, Label, Select } from '@bpmn-io/form-js-viewer';
import { useContext } from 'preact/hooks';
import { isUnreadable } from '../sheet/answers.js';
import { TEXTS } from '../texts.js';
import { Combobox } from './combobox.jsx';
import { useOptions } from './options.js';
import { RowContext, cellLabel } from './row-context.js';
import { unreadableMessage } from './validation.js';

export function SelectField(props) {
  const { field, value, domId, errors = [], readonly, disabled, onChange, onBlur, onFocus } = props;
  const row = useContext(RowContext);
  const options = useOptions(field);
  const chosen = options.find(option => option.value === value);
  const stranger = chosen || value === null || value === undefined || value === '' ? null : isUnreadable(value) ? value.raw : String(value);
  const problems = stranger && !errors.length ? [unreadableMessage(field, stranger)] : errors;
  const common = {
    id: domId,
    'aria-label': row ? cellLabel(field, row) : undefined,
    'aria-invalid': problems.length > 0,
    'aria-required': field.validate?.required === true,
    'aria-describedby': `${domId}-description ${domId}-error-message`
  };
  return (
    <div class={`fjs-form-field fjs-form-field-select${problems.length ? ' fjs-has-errors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
      <Label htmlFor={domId} label={field.label} required={field.validate?.required} class={row ? 'visually-hidden' : ''} />
      {field.searchable && !readonly ? (
        <Combobox
          input={common}
          options={options}
          text={chosen?.label ?? stranger ?? ''}
          disabled={disabled}
          onPick={option => onChange({ value: option ? option.value : null })}
          onFocus={onFocus}
          onBlur={onBlur}
          clearable={value !== null && value !== undefined}
        />
      ) : readonly ? (
        <input {...common} class="fjs-input" type="text" readOnly value={chosen?.label ?? stranger ?? ''} />
      ) : (
        <select
          {...common}
          class="fjs-select plain"
          disabled={disabled}
          onFocus={() => onFocus?.()}
          onBlur={() => onBlur?.()}
          onChange={event => onChange({ value: options[event.target.value]?.value ?? null })}
        >
          <option value="" selected={!chosen && !stranger}>{TEXTS.choice.choose}</option>
          {stranger && <option value="stranger" selected>{stranger}</option>}
          {options.map((option, index) => (
            <option value={String(index)} selected={option === chosen} key={option.value}>{option.label}</option>
          ))}
        </select>
      )}
      <Description id={`${domId}-description`} description={field.description} />
      <Errors id={`${domId}-error-message`} errors={problems} />
    </div>
  );
}

SelectField.config = { ...Select.config, sanitizeValue: ({ value }) => value };
