import type { GetHumanReadableSummaryRequest } from "@rolecall/contracts/iam";
import { parseArn } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { DelegationRequestRecord, EpochMilliseconds, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { requestToRead } from "./on.ts";
import { stateAt } from "./state.ts";

/** What summaries are written in. */
const LANGUAGE = "en";
const MAX_LENGTH = 10_000;

type Naming = { readonly DelegationRequestId: string };

/** A request by its ARN. @throws InvalidInput where the ARN is of anything else */
const requestByArn: On<
  GetHumanReadableSummaryRequest,
  DelegationRequestRecord | undefined,
  DelegationRequestRecord
> = {
  find: (call) => requestToRead.find(named(call)),
  permission: (call, found) => requestToRead.permission(named(call), found),
  take: (found, call) => requestToRead.take(found, named(call)),
};

function named(call: Call<GetHumanReadableSummaryRequest, ReadTransaction>): Call<Naming, ReadTransaction> {
  const parts = parseArn("delegation-request", call.input.EntityArn);
  if (parts === undefined) throw iamError("InvalidInput", `ARN ${call.input.EntityArn} is not valid.`);
  return { ...call, input: { DelegationRequestId: parts.delegationRequestId } };
}

/**
 * What a request comes to, for people, in English.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetHumanReadableSummary.html
 */
export const getHumanReadableSummary = iam.read("GetHumanReadableSummary", {
  on: requestByArn,
  perform: async ({ call: { input, now }, target }) => {
    const { Locale: locale = LANGUAGE } = input;
    if (locale.split("-")[0] !== LANGUAGE) return { Locale: locale, SummaryState: "NOT_SUPPORTED" as const };
    const content = summaryOf(target, now).slice(0, MAX_LENGTH);
    return { SummaryContent: content, Locale: locale, SummaryState: "AVAILABLE" as const };
  },
});

function summaryOf(record: DelegationRequestRecord, now: EpochMilliseconds): string {
  const { requestorName, requestorAccountId, sessionDurationSeconds, description, requestMessage } = record;
  return [
    `${requestorName} (account ${requestorAccountId}) asks to act in your account for up to ${duration(sessionDurationSeconds)}.`,
    `It says: ${description}`,
    ...(requestMessage === undefined ? [] : [`Its message: ${requestMessage}`]),
    `State: ${stateAt(record, now)}, until ${new Date(record.expiresAt).toISOString()}.`,
    "It could do what this policy allows and who accepts the request may do, and nothing else:",
    JSON.stringify(JSON.parse(record.permissionPolicy), undefined, 2),
  ].join("\n");
}

function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.ceil((seconds % 3_600) / 60)];
  return [hours > 0 ? `${hours} h` : "", minutes > 0 ? `${minutes} min` : ""]
    .filter((text) => text !== "")
    .join(" ");
}
