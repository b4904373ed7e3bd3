import { daysSince } from "../../patterns/format-date.ts";
import { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import type { Identity } from "../../session/identity.ts";
import { readClock } from "../surroundings.ts";
import type { Notice, ReadNotices } from "./notice.ts";

/** CIS AWS Foundations Benchmark, "Ensure access keys are rotated every 90 days or less". */
const OLD_KEY_DAYS = 90;

interface Source {
  /** What it is denied by. */
  readonly action: string;
  readonly isFor: (identity: Identity) => boolean;
  readonly read: (identity: Identity) => Promise<readonly Notice[]>;
}

const isUser = ({ kind }: Identity) => kind === "user";

const SOURCES: readonly Source[] = [
  { action: "organizations:ListHandshakesForAccount", isFor: () => true, read: readInvitations },
  { action: "iam:GetAccountSummary", isFor: () => true, read: readRootFindings },
  { action: "iam:ListAccessKeys", isFor: isUser, read: readOldKeys },
  { action: "iam:ListMFADevices", isFor: isUser, read: readMissingMfa },
];

/** Everything, each with the reader's own right to it. @throws ApiError where it is refused for another reason than a right */
export async function readNotices(identity: Identity): Promise<ReadNotices> {
  const wanted = SOURCES.filter(({ isFor }) => isFor(identity));
  const read = await Promise.all(wanted.map((source) => readOne(source, identity)));
  return {
    notices: read.flatMap((each) => each ?? []),
    unreadable: wanted.filter((_, at) => read[at] === undefined).map(({ action }) => action),
  };
}

async function readOne({ read }: Source, identity: Identity): Promise<readonly Notice[] | undefined> {
  try {
    return await read(identity);
  } catch (error) {
    if (error instanceof ApiError && error.isDenied) return undefined;
    throw error;
  }
}

async function readInvitations(): Promise<readonly Notice[]> {
  const { Handshakes = [] } = await callOperation("organizations", "ListHandshakesForAccount", {});
  return Handshakes.filter(({ State, Action }) => State === "OPEN" && Action === "INVITE").map(
    ({ Id = "" }) => ({
      id: `handshake:${Id}`,
      text: "An organization invites this account. Its guard-rails hold here once somebody accepts.",
      href: "/console/organization/invitations",
      link: "Invitations",
    }),
  );
}

const ROOT_FINDINGS: Readonly<Record<string, string>> = {
  RootWithoutMfa: "The root user of this account has no MFA device.",
  RootAccessKeys: "The root user of this account has access keys.",
};

async function readRootFindings({ kind, accountId }: Identity): Promise<readonly Notice[]> {
  const { Findings } = await callOperation("rolecall", "GetSecurityFindings", {});
  const [href, link] =
    kind === "root" ? ["/console/me", "Security credentials"] : ["/console/iam", "Dashboard"];
  return Findings.filter(({ Name, Count }) => Count > 0 && Object.hasOwn(ROOT_FINDINGS, Name)).map(
    ({ Name, Reason }) => ({
      id: `${Name}:${accountId}`,
      text: `${ROOT_FINDINGS[Name]} ${Reason}`,
      href,
      link,
    }),
  );
}

async function readOldKeys({ name }: Identity): Promise<readonly Notice[]> {
  const { AccessKeyMetadata } = await callOperation("iam", "ListAccessKeys", { UserName: name });
  return AccessKeyMetadata.flatMap(({ AccessKeyId = "", Status, CreateDate }) => {
    const days = CreateDate === undefined ? 0 : daysSince(CreateDate, readClock());
    if (Status !== "Active" || days <= OLD_KEY_DAYS) return [];
    return {
      id: `key:${AccessKeyId}`,
      text: `Your access key ${AccessKeyId} is ${days} days old. Who copied it since can still use it.`,
      href: "/console/me",
      link: "Security credentials",
    };
  });
}

async function readMissingMfa({ name, arn }: Identity): Promise<readonly Notice[]> {
  const { MFADevices } = await callOperation("iam", "ListMFADevices", { UserName: name });
  if (MFADevices.length > 0) return [];
  return [
    {
      id: `mfa:${arn}`,
      text: "You have no MFA device: the password alone lets in whoever learns it.",
      href: "/console/me",
      link: "Security credentials",
    },
  ];
}
