// Several among many (the municipalities, say): what is chosen stands above, the search below.
import { Description, Errors, Label, Taglist } from '@bpmn-io/form-js-viewer';
import { TEXTS, fill } from '../texts.js';
import { Combobox } from './combobox.jsx';
import { useOptions } from './options.js';
import { unreadableMessage } from './validation.js';

export function TaglistField(props) {
  const { field, domId, readonly, disabled, onChange, onBlur, onFocus } = props;
  const value = Array.isArray(props.value) ? props.value : [];
  const options = useOptions(field);
  const strangers = options.length ? value.filter(one => !options.some(option => option.value === one)) : [];
  const errors = [...(props.errors ?? []), ...strangers.map(one => unreadableMessage(field, String(one)))];
  const labelOf = one => options.find(option => option.value === one)?.label ?? String(one);
  const without = one => value.filter(other => other !== one);
  return (
    <div class={`fjs-form-field fjs-form-field-taglist${errors.length ? ' fjs-has-errors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
      <Label htmlFor={domId} label={field.label} required={field.validate?.required} />
      {value.length > 0 && (
        <ul class="chips">
          {value.map(one => (
            <li key={one}>
              {labelOf(one)}
              {!readonly && !disabled && (
                <button
                  type="button"
                  aria-label={fill(TEXTS.choice.remove, { label: labelOf(one) })}
                  onClick={event => {
                    const field = event.currentTarget.closest('.fjs-form-field');
                    onChange({ value: without(one) });
                    field.querySelector('input')?.focus();
                  }}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {readonly ? (
        value.length === 0 && <p class="muted">–</p>
      ) : (
        <Combobox
          input={{
            id: domId,
            'aria-invalid': errors.length > 0,
            'aria-required': field.validate?.required === true,
            'aria-describedby': `${domId}-description ${domId}-error-message`
          }}
          options={options.filter(option => !value.includes(option.value))}
          text=""
          disabled={disabled}
          keepOpen
          emptyMessage={TEXTS.choice.allChosen}
          onPick={option => option && onChange({ value: [...value, option.value] })}
          onBackspace={() => value.length && onChange({ value: value.slice(0, -1) })}
          onFocus={onFocus}
          onBlur={onBlur}
        />
      )}
      <Description id={`${domId}-description`} description={field.description} />
      <Errors id={`${domId}-error-message`} errors={errors} />
    </div>
  );
}

TaglistField.config = { ...Taglist.config, sanitizeValue: ({ value }) => value };
