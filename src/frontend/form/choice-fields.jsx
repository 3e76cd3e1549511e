// One among few, several among few: a group with its own name, as a screen reader expects.
import { Checklist, Description, Errors, Radio } from '@bpmn-io/form-js-viewer';
import { isUnreadable } from '../sheet/answers.js';
import { unreadableMessage } from './validation.js';
import { useOptions } from './options.js';

export function RadioField(props) {
  const { field, value, domId, onChange } = props;
  const options = useOptions(field);
  return (
    <ChoiceGroup {...props} kind="radio" options={options} chosen={isFilled(value) ? [value] : []}>
      {option => (
        <input
          class="fjs-input"
          type="radio"
          name={domId}
          id={idOf(domId, options, option)}
          checked={option.value === value}
          disabled={props.disabled}
          aria-describedby={`${domId}-description ${domId}-error-message`}
          onChange={() => onChange({ value: option.value })}
          onClick={event => option.value === value && event.detail === 2 && onChange({ value: null })}
        />
      )}
    </ChoiceGroup>
  );
}

RadioField.config = { ...Radio.config, sanitizeValue: ({ value }) => value };

export function ChecklistField(props) {
  const { field, domId, onChange } = props;
  const value = Array.isArray(props.value) ? props.value : [];
  const options = useOptions(field);
  const toggle = option =>
    onChange({
      value: value.includes(option.value) ? value.filter(one => one !== option.value) : [...value, option.value]
    });
  return (
    <ChoiceGroup {...props} kind="checklist" options={options} chosen={value}>
      {option => (
        <input
          class="fjs-input"
          type="checkbox"
          id={idOf(domId, options, option)}
          checked={value.includes(option.value)}
          disabled={props.disabled}
          aria-describedby={`${domId}-description ${domId}-error-message`}
          onChange={() => toggle(option)}
        />
      )}
    </ChoiceGroup>
  );
}

ChecklistField.config = { ...Checklist.config, sanitizeValue: ({ value }) => value };

function ChoiceGroup({ field, kind, options, chosen, value, domId, errors = [], readonly, onFocus, onBlur, children }) {
  const leaving = event => !event.currentTarget.contains(event.relatedTarget);
  const strangers = chosen.filter(one => !options.some(option => option.value === one));
  const problems = [...errors, ...(isUnreadable(value) ? [] : strangers.map(raw => unreadableMessage(field, String(raw))))];
  return (
    <fieldset
      class={`fjs-form-field fjs-form-field-${kind}${problems.length ? ' fjs-has-errors' : ''}${readonly ? ' fjs-readonly' : ''}`}
      onFocusIn={event => leaving(event) && onFocus?.()}
      onFocusOut={event => leaving(event) && onBlur?.()}
    >
      <legend class="fjs-form-field-label">
        {field.label}
        {field.validate?.required && <span class="fjs-asterix" aria-hidden="true">*</span>}
      </legend>
      {readonly ? (
        <Chosen labels={chosen.map(one => options.find(option => option.value === one)?.label ?? String(one))} />
      ) : (
        <div class={inOneLine(options) ? 'choices inline' : 'choices'}>
          {options.map(option => (
            <div class="fjs-inline-label" key={option.value}>
              {children(option)}
              <label class="fjs-form-field-label" for={idOf(domId, options, option)}>{option.label}</label>
            </div>
          ))}
        </div>
      )}
      <Description id={`${domId}-description`} description={field.description} />
      <Errors id={`${domId}-error-message`} errors={problems} />
    </fieldset>
  );
}

// Read only, a choice is words: a greyed button says less.
function Chosen({ labels }) {
  return labels.length > 1
    ? <ul class="chosen">{labels.map(label => <li key={label}>{label}</li>)}</ul>
    : <p class="chosen">{labels[0] ?? '–'}</p>;
}

function inOneLine(options) {
  return options.length <= 4 && options.every(option => option.label.length < 18);
}

function idOf(domId, options, option) {
  return `${domId}-${options.indexOf(option)}`;
}

function isFilled(value) {
  return value !== null && value !== undefined && value !== '' && !isUnreadable(value);
}
