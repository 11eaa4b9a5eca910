// @ts-check
/**
 * The service worker: listeners and Chrome calls, no rules. Every listener is registered here, in the first turn,
 * so that a worker that was killed hears the event that wakes it. What it must remember is in `facts.js`.
 */

import { answer } from './calls.js';
import * as events from './events.js';
import { ensureOffscreen } from './offscreen_document.js';
import { pressed } from './press.js';
import { isOwnPage } from './sender.js';

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (sender.id !== chrome.runtime.id) return false;
  if (message?.type === 'press' && sender.tab) {
    // In this very turn: see press.js.
    pressed(message, sender);
    return false;
  }
  if (message?.to !== 'worker' || !isOwnPage(sender)) return false;
  answer(message).then(respond);
  return true;
});

chrome.webNavigation.onBeforeNavigate.addListener(events.begun);
chrome.webNavigation.onErrorOccurred.addListener(events.failed);
chrome.webNavigation.onCommitted.addListener(events.committed);
chrome.webNavigation.onHistoryStateUpdated.addListener(events.route);
chrome.webNavigation.onReferenceFragmentUpdated.addListener(events.route);
chrome.webNavigation.onCreatedNavigationTarget.addListener(events.opened);
chrome.tabs.onActivated.addListener(events.activated);
chrome.tabs.onRemoved.addListener(events.removed);
chrome.tabs.onUpdated.addListener(events.updated);
chrome.commands.onCommand.addListener(events.command);
chrome.storage.onChanged.addListener(events.stored);
// A recording that a crash or an update cut short is found again; with none, the document closes itself.
chrome.runtime.onStartup.addListener(() => void ensureOffscreen());
chrome.runtime.onInstalled.addListener((details) => {
  if (details.reason === 'update') void ensureOffscreen();
});
