// The reason for a sheet without contents, judged as the server will judge it, while it is being written.

export const MIN_CHARACTERS = 30;
export const MAX_CHARACTERS = 2000;
const MIN_WORDS = 5;

/** The characters one can see: normalized, trimmed, without the invisible ones. */
export function visibleText(text) {
  return text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}]/gu, character => (character === '\n' || character === '\t' ? ' ' : '')).trim();
}

/** What is wrong with it: 'chooseCategory' · 'tooShort' · 'tooLong' · 'fewWords' · null. */
export function problemOf(category, text) {
  const visible = visibleText(text);
  const characters = [...visible].length;
  if (!category) {
    return 'chooseCategory';
  }
  if (characters < MIN_CHARACTERS) {
    return 'tooShort';
  }
  if (characters > MAX_CHARACTERS) {
    return 'tooLong';
  }
  const words = new Set(visible.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return words.size < MIN_WORDS ? 'fewWords' : null;
}
