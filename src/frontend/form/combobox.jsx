// A field one searches in: typing narrows the list, arrows move, Enter chooses, Escape closes.
import { useEffect, useRef, useState } from 'preact/hooks';
import { TEXTS, fill } from '../texts.js';
import { filterOptions } from './options.js';

const SHOWN = 60;

export function Combobox({ input, options, text, disabled, onPick, onFocus, onBlur, clearable, emptyMessage, keepOpen = false, onBackspace }) {
  const [typed, setTyped] = useState(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef(null);
  const found = filterOptions(options, typed ?? '');
  const shown = found.slice(0, SHOWN);
  const listId = `${input.id}-list`;

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active, open]);

  const pick = option => {
    onPick(option);
    setTyped(null);
    setActive(0);
    setOpen(keepOpen);
  };
  const keyDown = event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        setOpen(true);
      } else if (shown.length) {
        setActive((active + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length);
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (open && shown[active]) {
        pick(shown[active]);
      }
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setTyped(null);
    } else if (event.key === 'Backspace' && !typed) {
      onBackspace?.();
    }
  };
  return (
    <div class="combobox">
      <div class="fjs-input-group">
        <input
          {...input}
          class="fjs-input"
          type="text"
          role="combobox"
          autocomplete="off"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined}
          placeholder={TEXTS.choice.search}
          disabled={disabled}
          value={typed ?? text}
          onInput={event => {
            setTyped(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onFocus={() => onFocus?.()}
          onClick={() => setOpen(true)}
          onKeyDown={keyDown}
          onBlur={() => {
            setOpen(false);
            setTyped(null);
            onBlur?.();
          }}
        />
        {clearable && !disabled && (
          <button type="button" class="combobox-clear" aria-label={TEXTS.choice.clear} onClick={() => onPick(null)}>×</button>
        )}
      </div>
      <div class="combobox-list" hidden={!open}>
        <ul id={listId} role="listbox" ref={list} aria-label={input['aria-label'] ?? TEXTS.choice.choose} onMouseDown={event => event.preventDefault()}>
          {shown.map((option, index) => (
            <li
              id={`${listId}-${index}`}
              key={option.value}
              role="option"
              aria-selected={index === active}
              onClick={() => pick(option)}
            >
              {option.label}
            </li>
          ))}
        </ul>
        {found.length === 0 && <p>{options.length ? TEXTS.choice.none : emptyMessage ?? TEXTS.choice.none}</p>}
        {found.length > SHOWN && <p>{fill(TEXTS.choice.more, { number: found.length - SHOWN })}</p>}
      </div>
    </div>
  );
}
