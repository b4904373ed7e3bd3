/** A worker that serves once and is killed, or never comes so far. */
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const served = join(tmpdir(), `rolecall-served-${process.ppid}`);

process.once("message", () => {
  if (process.argv[2] === "once" && !existsSync(served)) {
    writeFileSync(served, "");
    process.send?.({ kind: "serving" }, () => process.kill(process.pid, "SIGKILL"));
  } else {
    process.send?.({ kind: "failed", why: "there is no place to serve" }, () => process.exit(3));
  }
});
