// @ts-check
/** Chrome's events about session tabs, passed on as `FromWorker` of the crate `cairn-messages`. Other tabs are
 * nobody's business: of them nothing is passed on but that one of them came to the front. */

import { announceTab, facts, tabIsKnown } from './facts.js';
import { forward } from './forward.js';
import { injectDocument, injectTab } from './inject.js';
import { ensureOffscreen, hasOffscreen } from './offscreen_document.js';
import { concernsSettings, settings } from './settings.js';

/** @param {import('./facts.js').Facts} known */
function running({ state }) {
  return state === 'recording' || state === 'paused';
}

/** @param {chrome.webNavigation.WebNavigationTransitionCallbackDetails} details */
export async function committed(details) {
  const known = await facts();
  if (!known.tabs.includes(details.tabId)) return;
  if (running(known) && details.documentId) void injectDocument(details.tabId, details.documentId);
  if (isShownTop(details)) await forward({ type: 'committed', ...navigation(details) });
}

/** @param {chrome.webNavigation.WebNavigationBaseCallbackDetails} details */
export async function begun({ tabId, frameId, documentLifecycle, timeStamp }) {
  const known = await facts();
  if (!known.tabs.includes(tabId) || !isShownTop({ frameId, documentLifecycle })) return;
  await forward({ type: 'begun', tab: tabId, at: Math.round(timeStamp) });
}

/** @param {chrome.webNavigation.WebNavigationFramedErrorCallbackDetails} details */
export async function failed({ tabId, frameId, documentLifecycle, url, error, timeStamp }) {
  const known = await facts();
  if (!known.tabs.includes(tabId) || !isShownTop({ frameId, documentLifecycle })) return;
  await forward({ type: 'failed', tab: tabId, url, error, at: Math.round(timeStamp) });
}

/** @param {chrome.webNavigation.WebNavigationTransitionCallbackDetails} details */
export async function route(details) {
  const known = await facts();
  if (!known.tabs.includes(details.tabId) || !isShownTop(details)) return;
  await forward({ type: 'route', ...navigation(details) });
}

/** @param {{frameId: number, documentLifecycle?: string}} details */
function isShownTop({ frameId, documentLifecycle }) {
  return frameId === 0 && documentLifecycle !== 'prerender';
}

/** @param {chrome.webNavigation.WebNavigationTransitionCallbackDetails} details */
function navigation({ tabId, url, transitionType, transitionQualifiers, timeStamp }) {
  return {
    tab: tabId,
    url,
    transition: transitionType,
    qualifiers: transitionQualifiers,
    at: Math.round(timeStamp),
  };
}

/** @param {chrome.webNavigation.WebNavigationSourceCallbackDetails} details */
export async function opened({ sourceTabId, tabId, url, timeStamp }) {
  const known = await facts();
  if (!known.tabs.includes(sourceTabId) || !running(known)) return;
  announceTab(known, tabId);
  // A new tab that never commits a navigation (`window.open()` without an address) has its script from here.
  injectTab(tabId).catch(() => undefined);
  await forward({ type: 'opened', source: sourceTabId, tab: tabId, url, at: Math.round(timeStamp) });
  tabIsKnown(tabId);
}

/** @param {{tabId: number}} info */
export async function activated({ tabId }) {
  const at = Date.now();
  const { tabs } = await facts();
  if (tabs.length === 0) return;
  const mine = tabs.includes(tabId) ? await chrome.tabs.get(tabId).catch(() => undefined) : undefined;
  await forward({ type: 'activated', tab: tabId, title: mine?.title ?? '', url: mine?.url ?? '', at });
}

/** @param {number} tab */
export async function removed(tab) {
  const at = Date.now();
  const { tabs } = await facts();
  if (tabs.includes(tab)) await forward({ type: 'removed', tab, at });
}

/**
 * @param {number} tab
 * @param {{title?: string}} change
 */
export async function updated(tab, { title }) {
  if (title === undefined) return;
  const { tabs } = await facts();
  if (tabs.includes(tab)) await forward({ type: 'titled', tab, title });
}

/**
 * @param {string} command
 * @param {chrome.tabs.Tab} [pressedOn]
 */
export async function command(command, pressedOn) {
  const tab = pressedOn ?? (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0];
  if (tab?.id === undefined) return;
  await ensureOffscreen();
  await forward({ type: 'command', command, tab: tab.id });
}

/**
 * @param {Record<string, chrome.storage.StorageChange>} changes
 * @param {string} area
 */
export async function stored(changes, area) {
  if (!concernsSettings(changes, area) || !(await hasOffscreen())) return;
  await forward({ type: 'settings', ...(await settings()) });
}
