/**
 * `./build.sh demo`: records a real workflow in a headless browser through the real side panel, and leaves the guide in
 * dist/demo/. With `--keep` the server goes on running until Ctrl+C; without it, its data is deleted at the end.
 */

import { parseArgs } from "node:util";
import { Server } from "../e2e/lib/server.mjs";
import { phase, toTheEnd } from "./lib/phases.mjs";
import { record } from "./lib/record.mjs";
import { report, reportServer, untilEnded } from "./lib/report.mjs";

const { keep } = parseArgs({ options: { keep: { type: "boolean", default: false } } }).values;

await toTheEnd(async () => {
  const server = await phase("The server is up", () => Server.start());
  try {
    const result = await record(server);
    await report(result);
    if (keep) {
      reportServer(server, result.id);
      await untilEnded();
    }
  } finally {
    await server.close();
  }
});
