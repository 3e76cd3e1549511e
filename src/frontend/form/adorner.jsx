// What stands fixed before or after what is typed: a unit, a currency.
export function Adorner({ text, side }) {
  return text ? (
    <span class={`fjs-input-adornment border-${side === 'left' ? 'right' : 'left'} border-radius-${side}`}>
      <span class="fjs-input-adornment-text">{text}</span>
    </span>
  ) : null;
}
