// An Italian date: typed as people write it, or picked in the calendar; what is no date stays as typed.
import { Datetime, Description, Errors, Label } from '@bpmn-io/form-js-viewer';
import flatpickr from 'flatpickr';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { isUnreadable } from '../sheet/answers.js';
import { formatDate, parseDate } from '../sheet/dates.js';
import { TEXTS } from '../texts.js';
import { useTyping } from './resting.js';
import { RowContext, cellLabel } from './row-context.js';

export function DateField(props) {
  return props.field.subtype === 'date' ? <PlainDate {...props} /> : <Datetime {...props} />;
}

DateField.config = { ...Datetime.config, sanitizeValue: ({ value }) => value };

function PlainDate({ field, value, domId, errors = [], readonly, disabled, onChange, onBlur, onFocus }) {
  const row = useContext(RowContext);
  const typing = useTyping({ value, write: textOf, read: readTyped, handOver: read => onChange({ field, value: read }) });
  const label = field.dateLabel ?? field.label;

  return (
    <div class={`fjs-form-field fjs-form-field-datetime${errors.length ? ' fjs-has-errors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
      <Label htmlFor={domId} label={label} required={field.validate?.required} class={row ? 'visually-hidden' : ''} />
      <div class="date-input">
        <div class={`fjs-input-group${errors.length ? ' hasErrors' : ''}${readonly ? ' fjs-readonly' : ''}`}>
          <input
            class="fjs-input"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            id={domId}
            placeholder={TEXTS.date.placeholder}
            value={typing.text}
            readOnly={readonly}
            disabled={disabled}
            aria-label={row ? cellLabel({ label }, row) : undefined}
            aria-invalid={errors.length > 0}
            aria-required={field.validate?.required === true}
            aria-describedby={`${domId}-description ${domId}-error-message`}
            onFocus={() => onFocus?.()}
            onInput={typing.type}
            onBlur={() => {
              typing.leave();
              onBlur?.();
            }}
          />
        </div>
        {!readonly && !disabled && (
          <CalendarButton value={isUnreadable(value) ? null : value} minDate={field.disallowPassedDates ? 'today' : null}
            onPick={iso => onChange({ field, value: iso })} />
        )}
      </div>
      <Description id={`${domId}-description`} description={field.description} />
      <Errors id={`${domId}-error-message`} errors={errors} />
    </div>
  );
}

function CalendarButton({ value, minDate, onPick }) {
  const button = useRef(null);
  const calendar = useRef(null);

  useEffect(() => () => calendar.current?.destroy(), []);

  const open = () => {
    calendar.current ??= createCalendar(button.current, minDate, iso => {
      onPick(iso);
      button.current.focus();
    });
    calendar.current.setDate(value || null, false, 'Y-m-d');
    calendar.current.open();
    const days = calendar.current.days;
    (days.querySelector('.selected') ?? days.querySelector('.today') ?? days.firstChild)?.focus();
  };
  return (
    <button type="button" class="calendar-button" ref={button} aria-label={TEXTS.date.openCalendar} title={TEXTS.date.openCalendar} onClick={open}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M7 2v2H4v17h16V4h-3V2h-2v2H9V2zm-1 7h12v10H6z" /></svg>
    </button>
  );
}

function createCalendar(button, minDate, onPick) {
  const anchor = document.createElement('span');
  anchor.hidden = true;
  button.after(anchor);
  return flatpickr(anchor, {
    dateFormat: 'Y-m-d',
    minDate: minDate ?? '1900-01-01',
    positionElement: button,
    appendTo: button.closest('.fjs-container'),
    onChange: (dates, iso) => dates.length && onPick(iso),
    onKeyDown: (dates, iso, instance, event) => event.key === 'Escape' && (instance.close(), button.focus())
  });
}

function readTyped(text) {
  const iso = parseDate(text);
  if (iso === '') {
    return null;
  }
  return iso ?? { raw: text };
}

function textOf(value) {
  return isUnreadable(value) ? value.raw : formatDate(value);
}
