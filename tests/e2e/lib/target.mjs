/**
 * A target of the DevTools protocol that Playwright does not hand out: the service worker (Playwright's list keeps
 * dead ones), the toolbar popup, the docked side panel, the offscreen document.
 */

import { within } from "./wait.mjs";

/** @typedef {import("playwright-core").CDPSession} CDPSession */

/** One attached target. */
export class Target {
  /**
   * What targets there are now; those of tabs and of pages are listed apart.
   *
   * @param {import("playwright-core").BrowserContext} context
   * @returns {Promise<{targetId: string, type: string, url: string}[]>}
   */
  static async list(context) {
    const session = await browserSession(context);
    try {
      return (await session.send("Target.getTargets", { filter: [{}] })).targetInfos;
    } finally {
      await session.detach();
    }
  }

  /**
   * @param {import("playwright-core").BrowserContext} context
   * @param {{targetId: string, url: string}} info
   */
  static async attach(context, info) {
    const session = await browserSession(context);
    // Not flattened: Playwright gives no way to a child's session, so the messages travel inside those of the browser.
    const { sessionId } = await session.send("Target.attachToTarget", { targetId: info.targetId, flatten: false });
    return new Target(session, sessionId, info.url);
  }

  /**
   * @param {CDPSession} session
   * @param {string} id
   * @param {string} url
   */
  constructor(session, id, url) {
    this.session = session;
    this.id = id;
    this.url = url;
    this.count = 0;
    /** @type {Map<number, (message: any) => void>} */
    this.waiting = new Map();
    session.on("Target.receivedMessageFromTarget", (event) => {
      if (event.sessionId !== id) return;
      const message = JSON.parse(event.message);
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
    session.on("Target.detachedFromTarget", (event) => {
      if (event.sessionId !== id) return;
      for (const answer of this.waiting.values()) answer({ error: { message: "the target is gone" } });
      this.waiting.clear();
    });
  }

  /**
   * @param {string} method A method of the DevTools protocol.
   * @param {object} [params]
   * @returns {Promise<any>}
   */
  async send(method, params = {}) {
    const id = (this.count += 1);
    const answer = new Promise((resolve) => this.waiting.set(id, resolve));
    await this.session.send("Target.sendMessageToTarget", {
      sessionId: this.id,
      message: JSON.stringify({ id, method, params }),
    });
    const message = await within(`${method} in ${this.url}`, /** @type {Promise<any>} */ (answer), 20_000);
    if (message.error) throw new Error(`${method} in ${this.url}: ${message.error.message}`);
    return message.result;
  }

  /**
   * @param {string} expression Promises are awaited; the value must be JSON.
   * @returns {Promise<any>}
   */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`${this.url}: ${exceptionDetails.exception?.description ?? "an exception"}`);
    return result.value;
  }

  /** Lets go of the target. */
  async detach() {
    await this.session.detach();
  }
}

/** @param {import("playwright-core").BrowserContext} context */
export async function browserSession(context) {
  const whole = context.browser();
  if (!whole) throw new Error("The browser is closed");
  return whole.newBrowserCDPSession();
}
