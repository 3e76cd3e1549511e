// Entry of the dashboard and of every page that shows a process. The diagram's and the charts' own code is large: it comes
// when one of them is to be seen.
whenSeen('[data-sioss-diagram]', async place => (await import('./dashboard/diagram.js')).draw(place));
whenSeen('[data-sioss-chart]', async place => (await import('./dashboard/chart.js')).draw(place));

function whenSeen(selector, draw) {
  document.querySelectorAll(selector).forEach(place => {
    const hidden = place.closest('details:not([open])');
    if (hidden) {
      hidden.addEventListener('toggle', () => draw(place), { once: true });
    } else {
      draw(place);
    }
  });
}
