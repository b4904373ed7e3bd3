import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RolecallOperations } from "@rolecall/contracts";
import type { AuditEvent, AuditPage, AuditRecord } from "@rolecall/operations";
import { wantedEvents } from "@rolecall/services/rolecall";
import type { EventConditions } from "../../audit/event-fields.ts";
import { folderVolumes } from "../../audit/search/folder-volumes.ts";
import { searchBack } from "../../audit/search/search-back.ts";
import { AUDIT_FOLDER } from "../../audit/trail.ts";
import { CallRefused, callService, type ServiceEndpoint } from "../../call-service.ts";
import { Mistake } from "../../mistake.ts";
import { readCredentials } from "../../organization/source/aws-credentials.ts";
import { readUrl } from "../../read-url.ts";
import type { CommandIo } from "../command.ts";

export interface EventQuestion {
  /** Milliseconds since 1970. */
  readonly fromMs: number;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Looks back from now, page by page. */
export type EventSource = (question: EventQuestion) => Promise<Pick<AuditPage, "events" | "next">>;

interface Where {
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  readonly data: string;
}

/** @throws Mistake where there is no audit log, or nobody to ask */
export function openEventSource(
  { endpoint, profile, data }: Where,
  conditions: EventConditions,
  { environment }: Pick<CommandIo, "environment">,
): EventSource {
  const address = readUrl("--endpoint", endpoint);
  if (address === undefined) return ofFolder(join(data, AUDIT_FOLDER), conditions);
  const credentials = readCredentials({ profile, dataFolder: data, environment });
  return ofEndpoint({ url: new URL(address), credentials, clock: Date.now }, conditions);
}

/** All accounts' events, of all processes that write there. */
function ofFolder(folder: string, conditions: EventConditions): EventSource {
  if (!existsSync(folder))
    throw new Mistake(
      `there is no audit log in ${folder}. Name the folder of the installation with --data, or ask a server with --endpoint.`,
    );
  const wanted = wantedEvents(conditions);
  return ({ fromMs, limit, after }) =>
    searchBack(
      { volumes: folderVolumes(folder), now: Date.now() },
      { ...wanted, from: fromMs, to: Number.MAX_SAFE_INTEGER, limit, after },
    );
}

/** SearchEvents gives no more at once. */
const PAGE_SIZE = 100;

function ofEndpoint(endpoint: ServiceEndpoint, conditions: EventConditions): EventSource {
  return async ({ fromMs, limit, after }) => {
    const input = {
      ...conditions,
      // As the protocol has times.
      StartTime: fromMs / 1_000,
      MaxResults: Math.min(limit, PAGE_SIZE),
      ...(after !== undefined && { NextToken: after }),
    };
    const { Events, NextToken } = await searchEvents(endpoint, input);
    return { events: Events.map(({ CloudTrailEvent }) => eventOf(CloudTrailEvent)), next: NextToken };
  };
}

const ROLECALL = {
  name: "rolecall",
  targetPrefix: "Rolecall",
  title: "Rolecall",
  /** Events are some kilobytes each, and may be hundreds. */
  answerBytesMax: 64 * 1024 * 1024,
};
type Answer = RolecallOperations["SearchEvents"]["output"];

/** @throws Mistake where the answer is an error, or nobody answers */
async function searchEvents(endpoint: ServiceEndpoint, input: object): Promise<Answer> {
  try {
    return (await callService(endpoint, ROLECALL, { operation: "SearchEvents", input })) as unknown as Answer;
  } catch (error) {
    throw error instanceof CallRefused ? new Mistake(error.message) : error;
  }
}

function eventOf(text: string): AuditEvent {
  const record = JSON.parse(text) as AuditRecord;
  return { text, record, at: Date.parse(record.eventTime ?? "") };
}
