// What every page needs from the browser: htmx requests carry the CSRF token, a form is not sent twice by a double click,
// and a list remembers its filters in the address.

/** As the server's own limit (spring.servlet.multipart.max-file-size). */
const MOST_MEGABYTES = 10;

const meta = name => document.querySelector(`meta[name="${name}"]`)?.content;

document.addEventListener('htmx:configRequest', event => {
  const [header, token] = [meta('csrf-header'), meta('csrf-token')];
  if (header && token) {
    event.detail.headers[header] = token;
  }
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method === 'post' && !event.defaultPrevented) {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
  }
});

// A file the server would refuse for its size is told at once, before it travels.
document.addEventListener('change', event => {
  const { files, form } = event.target;
  if (event.target.type === 'file' && form) {
    const tooLarge = [...files].find(file => file.size > MOST_MEGABYTES * 1024 * 1024);
    event.target.setCustomValidity(
      tooLarge ? `Il file «${tooLarge.name}» supera ${MOST_MEGABYTES} MB, la dimensione ammessa: dividetelo o alleggeritelo.` : '');
    event.target.reportValidity();
  }
});

// Back from the next page: the form may be sent again.
window.addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
});

// A filter form with data-sioss-filters applies itself when a choice changes; typing waits for Enter or the button.
document.addEventListener('change', event => {
  const form = event.target.closest?.('form[data-sioss-filters]');
  if (form && event.target.matches('select, input[type=checkbox]')) {
    form.requestSubmit();
  }
});

// Empty filters stay out of the address, so that a link can be mailed and read.
document.addEventListener('formdata', event => {
  if (event.target.matches('form[data-sioss-filters]')) {
    for (const [name, value] of [...event.formData]) {
      if (value === '') {
        event.formData.delete(name);
      }
    }
  }
});

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-sioss-print]')) {
    window.print();
  }
});

// A part that scrolls by itself stays where it was when its page is drawn anew.
document.querySelectorAll('[data-sioss-keep-scroll]').forEach(part => {
  const key = `sioss-scroll-${part.dataset.siossKeepScroll}`;
  part.scrollTop = Number(sessionStorage.getItem(key) ?? 0);
  const current = part.querySelector('[aria-current]')?.closest('li');
  if (current && (current.offsetTop < part.scrollTop || current.offsetTop + current.offsetHeight > part.scrollTop + part.clientHeight)) {
    current.scrollIntoView({ block: 'nearest' });
  }
  window.addEventListener('pagehide', () => sessionStorage.setItem(key, String(part.scrollTop)));
});

// Remarks not yet sent are not lost by a wrong click.
document.querySelectorAll('form.review-form').forEach(form => {
  window.addEventListener('beforeunload', event => {
    const written = [...form.querySelectorAll('textarea')].some(area => area.value !== area.defaultValue);
    if (written && !form.dataset.sent) {
      event.preventDefault();
    }
  });
});
// A list remembers, in this window alone, where it was left: the way back keeps filters, page, place and the row one came from.
const list = document.querySelector('[data-sioss-list]');
const left = JSON.parse(sessionStorage.getItem('sioss-list') ?? 'null');

if (list) {
  const here = location.pathname + location.search;
  if (sessionStorage.getItem('sioss-return') && left?.address === here) {
    window.scrollTo(0, left.y);
    document.querySelector(`a.row-link[href^="${CSS.escape(left.row ?? '-')}"]`)?.focus({ preventScroll: true });
  }
  sessionStorage.removeItem('sioss-return');
  let row = null;
  document.addEventListener('click', event => {
    row = event.target.closest?.('a.row-link')?.getAttribute('href').split('#')[0] ?? row;
  });
  window.addEventListener('pagehide', () => sessionStorage.setItem('sioss-list', JSON.stringify({ address: here, y: window.scrollY, row })));
} else if (!document.querySelector('.site-account')) {
  sessionStorage.removeItem('sioss-list');
} else if (left) {
  document.querySelectorAll('[data-sioss-sheet]').forEach(sheet => { sheet.dataset.list = left.address; });
  document.querySelectorAll('a[data-sioss-back]').forEach(link => {
    link.href = left.address;
    link.textContent = left.address.startsWith('/schede') ? 'Schede' : 'Attività';
  });
  document.addEventListener('click', event => {
    if (event.target.closest?.('a')?.getAttribute('href') === left.address) {
      sessionStorage.setItem('sioss-return', 'yes');
    }
  });
}
