/** The engine as a package of its own: what somebody downloads who wants nothing else. */
import { execFileSync } from "node:child_process";
import type { ReportLine } from "../bench.ts";
import { rounded } from "../measure.ts";

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

export function measurePackage(): ReportLine {
  const cwd = new URL("../../../packages/policy/", import.meta.url);
  const args = ["pack", "--dry-run", "--json", "--loglevel=error"];
  const printed = execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [packed] = JSON.parse(printed.slice(printed.indexOf("["))) as readonly [Packed];
  return {
    case: "package",
    packedKilobytes: rounded(packed.size / 1000),
    unpackedKilobytes: rounded(packed.unpackedSize / 1000),
    files: packed.entryCount,
  };
}
