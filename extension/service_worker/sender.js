// @ts-check

/**
 * Whether a message comes from a page of this extension. The address of a content script is that of its page.
 *
 * @param {chrome.runtime.MessageSender} sender
 */
export function isOwnPage(sender) {
  return sender.id === chrome.runtime.id && (sender.url ?? '').startsWith(chrome.runtime.getURL(''));
}
