/** A child process that speaks in lines, and that never outlives the test. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { within } from "./wait.mjs";

/** A running program. */
export class Child {
  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{cwd?: string, env?: Record<string, string>}} [options] `env` is added to the test's own.
   */
  constructor(command, args, { cwd, env } = {}) {
    this.name = command.split("/").at(-1) ?? command;
    /** @type {string[]} Every line of both streams, in the order in which they came. */
    this.lines = [];
    /** @type {Set<(line: string) => void>} */
    this.listeners = new Set();
    this.process = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    this.ended = new Promise((resolve) => {
      this.process.once("exit", (code, signal) => resolve({ code, signal }));
      this.process.once("error", (error) => resolve({ code: null, signal: null, error }));
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      createInterface({ input: stream }).on("line", (line) => this.take(line));
    }
    this.stopWithParent = () => this.process.kill("SIGKILL");
    process.once("exit", this.stopWithParent);
  }

  /** @param {string} line */
  take(line) {
    this.lines.push(line);
    for (const listener of [...this.listeners]) listener(line);
  }

  /**
   * The first line, past or to come, that `find` makes something of.
   *
   * @template T
   * @param {string} what
   * @param {(line: string) => T | undefined | null} find
   * @param {number} [timeout]
   * @returns {Promise<T>}
   */
  async line(what, find, timeout = 30_000) {
    for (const line of this.lines) {
      const found = find(line);
      if (found) return found;
    }
    /** @type {(line: string) => void} */
    let listener = () => undefined;
    const found = new Promise((resolve) => {
      listener = (line) => {
        const value = find(line);
        if (value) resolve(value);
      };
      this.listeners.add(listener);
    });
    const ended = this.ended.then((end) => {
      throw new Error(`${this.name} ended (${JSON.stringify(end)}) before ${what}:\n${this.lines.join("\n")}`);
    });
    try {
      return await within(`Waiting for ${what} of ${this.name}`, Promise.race([found, ended]), timeout);
    } finally {
      this.listeners.delete(listener);
    }
  }

  /**
   * Ends the process and waits until it is gone.
   *
   * @param {NodeJS.Signals} [signal]
   */
  async stop(signal = "SIGTERM") {
    process.removeListener("exit", this.stopWithParent);
    this.process.kill(signal);
    const hard = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
    await this.ended;
    clearTimeout(hard);
  }
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string>}} [options]
 * @returns {Promise<string[]>} What it said, line by line.
 */
export async function run(command, args, options) {
  const child = new Child(command, args, options);
  const end = await child.ended;
  process.removeListener("exit", child.stopWithParent);
  if (end.code !== 0) {
    throw new Error(`${child.name} ${args.join(" ")} failed (${JSON.stringify(end)}):\n${child.lines.join("\n")}`);
  }
  return child.lines;
}
