// The bench asks this worker to inject; it has nothing to do by itself.
chrome.runtime.onInstalled.addListener(() => undefined);
