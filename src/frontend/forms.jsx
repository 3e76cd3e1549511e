// Entry of the sheet page: finds its place in the page, asks for the sheet, its form and its options, and starts.
import { render } from 'preact';
import { App } from './panels/app.jsx';
import { createApi, createTrialApi } from './sheet/api.js';
import { SheetController } from './sheet/controller.js';
import { TEXTS, fill } from './texts.js';

async function start(place) {
  const settings = settingsOf(place);
  const api = settings.trial
    ? createTrialApi(settings.trial, settings.api, settings.loginAddress)
    : createApi(settings.api, settings.id, settings.loginAddress);
  place.replaceChildren(paragraph(TEXTS.loading));
  const [sheet, form, options, sums] = await Promise.all([api.sheet(), api.form(), api.options(), api.sums()]);
  const failed = [sheet, form, options].find(answer => !answer.ok);
  if (failed) {
    showFailure(place, failed, settings);
    return;
  }
  const controller = new SheetController({
    api,
    settings,
    sheet: sheet.body,
    etag: sheet.etag,
    schema: form.body,
    options: options.body ?? {},
    sums: sums.body ?? []
  });
  await controller.prepare();
  place.replaceChildren();
  render(<App controller={controller} />, place);
  place.sheet = controller;
  await controller.drawn;
  place.dataset.ready = 'yes';
}

function settingsOf(place) {
  const { id, mode, account, categories, next, list, page, api, login, trial } = place.dataset;
  return {
    id,
    trial: trial ?? null,
    mode: mode ?? 'read',
    account: account ?? null,
    categories: categories ? JSON.parse(categories) : [],
    next: next || null,
    list: list ?? '/attivita',
    page: page ?? `/schede/${id}`,
    api: api ?? '/api/v1',
    loginAddress: login ?? '/accesso'
  };
}

function showFailure(place, failed, settings) {
  if (failed.status === 401) {
    location.assign(settings.loginAddress);
    return;
  }
  const detail = failed.status === 0 ? TEXTS.noConnection : failed.body?.detail ?? failed.body?.title ?? TEXTS.unknownFailure;
  const message = paragraph(fill(TEXTS.loadFailed, { detail }));
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'btn btn-primary';
  again.textContent = TEXTS.tryAgain;
  again.addEventListener('click', () => start(place));
  const notice = document.createElement('div');
  notice.className = 'notice problem';
  notice.setAttribute('role', 'alert');
  notice.append(message, again);
  place.replaceChildren(notice);
}

function paragraph(text) {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}

document.querySelectorAll('[data-sioss-sheet]').forEach(start);
