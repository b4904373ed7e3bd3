import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { TestInstallation } from "./installation.ts";

/** The part of a CloudTrail record that stories look at. */
export interface AuditEvent {
  readonly eventName: string;
  readonly errorCode?: string;
  readonly userAgent?: string;
  readonly userIdentity: {
    readonly type: string;
    readonly arn?: string;
    readonly sessionContext?: { readonly sourceIdentity?: string };
  };
  readonly requestParameters?: Readonly<Record<string, unknown>>;
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
  readonly responseElements?: Readonly<Record<string, unknown>>;
}

/** Everything in the audit log so far. Events are written behind the requests, so the last ones get a moment. */
export async function readAuditLog(
  installation: Pick<TestInstallation, "dataFolder">,
): Promise<readonly AuditEvent[]> {
  await wait(250);
  return readAuditText(installation)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as AuditEvent);
}

export function readAuditText({ dataFolder }: Pick<TestInstallation, "dataFolder">): string {
  const folder = join(dataFolder, "audit");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}
