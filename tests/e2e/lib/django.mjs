/** Django's administration site (tests/django), as its own process on loopback with its own database. */

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Child, run } from "./child.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SITE = join(ROOT, "tests", "django");

/** Who signs in. The password has characters that each encoding writes differently. */
export const ADMIN = { name: "admin", password: 'Lantern"92\\Quartz&hill' };

/** The Python with the packages of tests/requirements.txt; `CAIRN_PYTHON` names another one. */
export function pythonPath() {
  const own = join(ROOT, ".cache", "venv", "bin", "python");
  const path = process.env.CAIRN_PYTHON ?? own;
  if (!existsSync(path)) {
    throw new Error(
      `There is no Python at ${path}. Make it with: python3 -m venv .cache/venv && ` +
        ".cache/venv/bin/pip install -r tests/requirements.txt",
    );
  }
  return path;
}

/** @typedef {{method: string, path: string, status: number, fields: string[]}} Access */

/** A running site. */
export class Django {
  /**
   * Starts a site with a fresh database and one superuser. Ends with the test when `t` is given.
   *
   * @param {{t?: {after: (end: () => Promise<void>) => void}}} [options]
   */
  static async start({ t } = {}) {
    const folder = await mkdtemp(join(tmpdir(), "cairn-django-"));
    const python = pythonPath();
    const options = {
      cwd: SITE,
      env: {
        CAIRN_SITE_DATABASE: join(folder, "site.sqlite3"),
        DJANGO_SETTINGS_MODULE: "cairn_site.settings",
        DJANGO_SUPERUSER_PASSWORD: ADMIN.password,
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUNBUFFERED: "1",
      },
    };
    await run(python, ["manage.py", "migrate", "--verbosity", "0"], options);
    const who = ["--noinput", "--username", ADMIN.name, "--email", "admin@example.org"];
    await run(python, ["manage.py", "createsuperuser", ...who], options);
    const child = new Child(python, ["manage.py", "runserver", "--noreload", "127.0.0.1:0"], options);
    const site = new Django(child, folder);
    t?.after(() => site.close());
    site.address = await child.line(
      "its address",
      (line) => /development server at (http:\/\/127\.0\.0\.1:[1-9]\d*)\//.exec(line)?.[1],
    );
    return site;
  }

  /**
   * @param {Child} child
   * @param {string} folder
   */
  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.address = "";
  }

  /**
   * Every request that reached a view, in order: what the site was asked and what it answered.
   *
   * @returns {Access[]}
   */
  get access() {
    return this.child.lines.filter((line) => line.startsWith("access ")).map((line) => JSON.parse(line.slice(7)));
  }

  /**
   * The static files that were asked for, each named once: whether a file is asked for again depends on the age of
   * its copy in the cache, which differs from run to run.
   *
   * @returns {string[]}
   */
  get staticFiles() {
    const found = this.child.lines.map((line) => /"GET (\/static\/\S+) HTTP/.exec(line)?.[1]);
    return [...new Set(found.filter((path) => path !== undefined))].sort();
  }

  /** Ends the site and deletes its database. */
  async close() {
    await this.child.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
