import { refuseForbiddenSession } from "@rolecall/access";
import type { PreviewPolicyChangeRequest, PreviewPolicyChangeResponse } from "@rolecall/contracts/rolecall";
import type { Call } from "@rolecall/operations";
import type { AccessReference } from "@rolecall/policy/describe";
import type { ReadTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { invalidInput } from "../error.ts";
import { loadAccessReference } from "./access-reference.ts";
import { affectedBy, REACHED_MAX } from "./preview/affected-principals.ts";
import { findChange } from "./preview/find-change.ts";
import {
  type ChangedDecision,
  changeOf,
  type PrincipalChange,
  statementsOver,
} from "./preview/principal-change.ts";
import { type Sample, sampleRequests } from "./preview/sampled-requests.ts";

type Previewing = Call<PreviewPolicyChangeRequest, ReadTransaction>;

/** Statements that one call may look at, each sampled request twice for each principal. About 100 ms. */
const WORK_MAX = 400_000;
/** Decisions of one principal that are told; the rest is counted. */
const TOLD_MAX = 20;
const PRINCIPALS_MAX = 200;

/**
 * Who gains and who loses what by a change that is not made yet: by the engine, with boundaries and the organization, and without knowing
 * the conditions of a request. It takes the permission that reads all of an account's policies, since its answer tells of them.
 */
export const previewPolicyChange = rolecall.read("PreviewPolicyChange", {
  prepare: loadAccessReference,
  resolve({ caller }) {
    refuseForbiddenSession(caller, "iam", "GetAccountAuthorizationDetails");
    return undefined;
  },
  requires: () => [{ action: "iam:GetAccountAuthorizationDetails", resource: "*" }],
  perform: ({ call, prepared }) => preview(call, prepared),
});

async function preview(call: Previewing, reference: AccessReference): Promise<PreviewPolicyChangeResponse> {
  const { change, reached } = await findChange(call);
  const sample = sampleRequests(
    [change.before, change.after].flatMap((side) => side ?? []),
    reference,
  );
  const from = readMarker(call.input.Marker, reached.length);
  const changes: PrincipalChange[] = [];
  let left = WORK_MAX;
  let at = from;
  let isCut = false;
  for (; at < reached.length && at < from + PRINCIPALS_MAX; at++) {
    const affected = await affectedBy(call, reached[at]!);
    if (affected === undefined) continue;
    const cost = 2 * Math.max(1, statementsOver(affected));
    const isFirst = at === from;
    if (!isFirst && cost * sample.requests.length > left) break;
    // INVARIANT: no call looks at more; one principal alone is asked about as many requests as that lets.
    const requests = sample.requests.slice(0, Math.floor(WORK_MAX / cost));
    isCut ||= requests.length < sample.requests.length;
    left -= cost * requests.length;
    changes.push(changeOf(affected, change.apply(affected.sources), requests));
  }
  return {
    ...showSample(sample, isCut || reached.length === REACHED_MAX),
    Principals: changes.filter(({ gained, lost }) => gained.length + lost.length > 0).map(showChange),
    PrincipalCount: reached.length,
    LookedAt: at,
    ...(at < reached.length && { Marker: String(at) }),
  };
}

function readMarker(marker: string | undefined, count: number): number {
  if (marker === undefined) return 0;
  const from = Number(marker);
  if (!/^\d{1,6}$/.test(marker) || from > count) throw invalidInput("The Marker is not one of this preview.");
  return from;
}

function showSample({ requests, actionCount, isPartial }: Sample, isCut: boolean) {
  return { ActionCount: actionCount, RequestCount: requests.length, IsSampled: isPartial || isCut };
}

function showChange({ arn, gained, lost }: PrincipalChange) {
  return {
    Arn: arn,
    GainedCount: gained.length,
    LostCount: lost.length,
    Gained: gained.slice(0, TOLD_MAX).map(showDecision),
    Lost: lost.slice(0, TOLD_MAX).map(showDecision),
  };
}

function showDecision({ action, resource, before, after, conditionKeys }: ChangedDecision) {
  return { Action: action, Resource: resource, Before: before, After: after, ConditionKeys: conditionKeys };
}
