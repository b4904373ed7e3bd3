/** The CSV of a credential report. Source: IAM User Guide, "Understanding the report format"; columns and forms are recorded. */
import { formatArn } from "@rolecall/names";
import type {
  AccessKeyRecord,
  AccountRecord,
  EpochMilliseconds,
  LoginProfileRecord,
  PasswordPolicy,
  SigningCertificateRecord,
  UsageRecord,
  UserOutline,
} from "@rolecall/store";

const COLUMNS = [
  "user",
  "arn",
  "user_creation_time",
  "password_enabled",
  "password_last_used",
  "password_last_changed",
  "password_next_rotation",
  "mfa_active",
  "access_key_1_active",
  "access_key_1_last_rotated",
  "access_key_1_last_used_date",
  "access_key_1_last_used_region",
  "access_key_1_last_used_service",
  "access_key_2_active",
  "access_key_2_last_rotated",
  "access_key_2_last_used_date",
  "access_key_2_last_used_region",
  "access_key_2_last_used_service",
  "cert_1_active",
  "cert_1_last_rotated",
  "cert_2_active",
  "cert_2_last_rotated",
] as const;

/** Keys and certificates of one user that a row has room for; nobody can have more, but by a changed quota. */
const SLOTS = [0, 1] as const;

const ABSENT = "N/A";
/** Of a password that is there and was never used. */
const NEVER = "no_information";
const DAY_MS = 24 * 3_600_000;

/** What the root user and users have alike. */
export interface Holdings {
  readonly hasMfa: boolean;
  /** In the order of creation. */
  readonly accessKeys: readonly AccessKeyRecord[];
  readonly certificates: readonly SigningCertificateRecord[];
  /** When keys were last used, by their ids. */
  readonly keyUsage: ReadonlyMap<string, UsageRecord>;
}

export const HEADER: string = COLUMNS.join(",");

export function rootRow(
  account: AccountRecord,
  passwordUsedAt: EpochMilliseconds | undefined,
  holdings: Holdings,
): string {
  const hasPassword = account.rootPasswordHash !== undefined;
  return row([
    "<root_account>",
    formatArn("root", { accountId: account.id }),
    date(account.createdAt),
    hasPassword,
    hasPassword ? lastUsed(passwordUsedAt) : ABSENT,
    "not_supported",
    "not_supported",
    ...credentials(holdings),
  ]);
}

/** @param policy the account's, whose age of passwords counts; undefined: they do not expire */
export function userRow(
  user: UserOutline,
  password: LoginProfileRecord | undefined,
  policy: PasswordPolicy | undefined,
  holdings: Holdings,
): string {
  const age = policy?.maxPasswordAgeDays;
  return row([
    user.name,
    formatArn("user", user),
    date(user.createdAt),
    password !== undefined,
    ...(password === undefined
      ? [ABSENT, ABSENT, ABSENT]
      : [
          lastUsed(user.passwordUsedAt),
          date(password.passwordChangedAt),
          age === undefined ? ABSENT : date(password.passwordChangedAt + age * DAY_MS),
        ]),
    ...credentials(holdings),
  ]);
}

function lastUsed(passwordUsedAt: EpochMilliseconds | undefined): string {
  return passwordUsedAt === undefined ? NEVER : date(passwordUsedAt);
}

type Cell = string | boolean;

function credentials({ hasMfa, accessKeys, certificates, keyUsage }: Holdings): readonly Cell[] {
  return [
    hasMfa,
    ...SLOTS.flatMap((slot) => keyCells(accessKeys[slot], keyUsage)),
    ...SLOTS.flatMap((slot) => certificateCells(certificates[slot])),
  ];
}

function keyCells(key: AccessKeyRecord | undefined, usage: Holdings["keyUsage"]): readonly Cell[] {
  if (key === undefined) return [false, ABSENT, ABSENT, ABSENT, ABSENT];
  const used = usage.get(key.id);
  const uses = used === undefined ? [ABSENT, ABSENT] : [date(used.at), used.region ?? ABSENT];
  return [key.status === "Active", date(key.createdAt), ...uses, used?.service ?? ABSENT];
}

function certificateCells(certificate: SigningCertificateRecord | undefined): readonly Cell[] {
  if (certificate === undefined) return [false, ABSENT];
  return [certificate.status === "Active", date(certificate.createdAt)];
}

/** As AWS writes it: `2026-09-11T13:14:52Z`. */
function date(at: EpochMilliseconds): string {
  return `${new Date(at).toISOString().slice(0, -".000Z".length)}Z`;
}

function row(cells: readonly Cell[]): string {
  return cells.map((cell) => quote(String(cell))).join(",");
}

/** A name may have a comma in it. Source: RFC 4180. */
function quote(cell: string): string {
  return cell.includes(",") ? `"${cell}"` : cell;
}
