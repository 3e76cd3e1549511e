// Italian dates: day, month, year. What is not a date of the calendar is not read.

const MONTHS = ['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre',
  'novembre', 'dicembre'];

/** Reads "5/3/2025", "05-03-2025", "5.3.2025", "5 marzo 2025", "2025-03-05": the ISO date, '' when empty, null when unreadable. */
export function parseDate(typed) {
  const text = String(typed ?? '').trim().toLowerCase();
  if (text === '') {
    return '';
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) {
    return isoDate(+iso[1], +iso[2], +iso[3]);
  }
  const numeric = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text);
  if (numeric) {
    return isoDate(+numeric[3], +numeric[2], +numeric[1]);
  }
  const worded = /^(\d{1,2})°?\s+([a-z]{3,})\.?\s+(\d{4})$/.exec(text);
  if (worded) {
    const month = MONTHS.findIndex(name => name.startsWith(worded[2])) + 1;
    return month ? isoDate(+worded[3], month, +worded[1]) : null;
  }
  return null;
}

/** Writes an ISO date as gg/mm/aaaa. */
export function formatDate(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? '');
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : String(iso ?? '');
}

const TIME = new Intl.DateTimeFormat('it-IT', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Rome' });
const DAY = new Intl.DateTimeFormat('it-IT', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Rome' });

/** "21:43" today, "5 marzo 2025, 21:43" on another day; Rome's time. */
export function formatInstant(instant, now = new Date()) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return '';
  }
  const day = DAY.format(date);
  return day === DAY.format(now) ? TIME.format(date) : `${day}, ${TIME.format(date)}`;
}

function isoDate(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1900 && year <= 2100 ? date.toISOString().slice(0, 10) : null;
}
