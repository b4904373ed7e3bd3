/** Users with all that they are searched by, made at random, and the same as plain lists. */
import { toArn } from "@rolecall/names";
import fc from "fast-check";
import type { WriteTransaction } from "../src/families.ts";
import type { Arn } from "../src/records/identifier.ts";
import type { SearchPage, SearchRequest } from "../src/records/search.ts";
import type { Tag } from "../src/records/tag.ts";
import type { FoundUser, UserPart, UserProperty } from "../src/records/user-search.ts";
import { accessKey } from "./families/access-keys.ts";
import { group } from "./families/groups.ts";
import { loginProfile } from "./families/login-profiles.ts";
import { user } from "./families/users.ts";
import { mfaDevice } from "./mfa-device-samples.ts";
import { type NaiveValue, naiveSearch } from "./naive-search.ts";
import { ACCOUNT, accountId, CREATED_AT, policyArn } from "./samples.ts";

const NAMES = ["anna", "Anna_B", "ben%", "b_n", "Zoé", "Straße", "STRASSE-2", "x.y"] as const;
const GROUPS = ["Readers", "writers", "Übersetzer"] as const;
const MANAGED: readonly Arn[] = [
  toArn("arn:aws:iam::aws:policy/ReadOnlyAccess"),
  toArn("arn:aws:iam::aws:policy/service-role/ReadOnlyAccess"),
  policyArn(1),
];
const INLINE = ["Inline", "readonlyaccess"] as const;
const TAGS: readonly Tag[] = [
  { key: "team", value: "core" },
  { key: "Team", value: "Süd" },
  { key: "key", value: "value" },
  { key: "cost", value: "" },
];

export interface SearchedUser {
  readonly name: (typeof NAMES)[number];
  readonly path: string;
  readonly createdAt: number;
  readonly tags: readonly Tag[];
  readonly groups: readonly (typeof GROUPS)[number][];
  readonly managed: readonly Arn[];
  readonly inline: readonly string[];
  readonly keys: readonly { status: "Active" | "Inactive"; createdAt: number; usedAt: number | undefined }[];
  readonly hasMfa: boolean;
  readonly passwordChangedAt: number | undefined;
  readonly passwordUsedAt: number | undefined;
  /** Whether it is in another account. */
  readonly isElsewhere: boolean;
}

const time = fc.nat(5).map((step) => CREATED_AT + step * 1000);
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined });

export const searchedUsers: fc.Arbitrary<readonly SearchedUser[]> = fc.uniqueArray(
  fc.record<SearchedUser>({
    name: fc.constantFrom(...NAMES),
    path: fc.constantFrom("/", "/Eng/", "/eng/a_b/"),
    createdAt: time,
    tags: fc.subarray([...TAGS]),
    groups: fc.subarray([...GROUPS]),
    managed: fc.subarray([...MANAGED]),
    inline: fc.subarray([...INLINE]),
    keys: fc.array(
      fc.record({
        status: fc.constantFrom("Active" as const, "Inactive" as const),
        createdAt: time,
        usedAt: maybe(time),
      }),
      { maxLength: 2 },
    ),
    hasMfa: fc.boolean(),
    passwordChangedAt: maybe(time),
    passwordUsedAt: maybe(time),
    isElsewhere: fc.nat(5).map((number) => number === 0),
  }),
  { selector: ({ name }) => name, maxLength: 8 },
);

const idOf = (number: number) => user(number).id;
const keyOf = (number: number, place: number) => accessKey(number * 2 + place);

export async function writeUsers(tx: WriteTransaction, users: readonly SearchedUser[]): Promise<void> {
  for (const [number, name] of GROUPS.entries())
    for (const [account, owner] of [ACCOUNT, accountId(2)].entries())
      await tx.groups.insert(group(number + account * 10, { name, accountId: owner }));
  for (const [number, each] of users.entries()) await writeUser(tx, number, each);
}

async function writeUser(tx: WriteTransaction, number: number, each: SearchedUser): Promise<void> {
  const owner = accountId(each.isElsewhere ? 2 : 1);
  const { id } = user(number);
  const owned = { accountId: owner, ownerKind: "user", ownerId: id } as const;
  const { name, path, createdAt, tags } = each;
  await tx.users.insert(user(number, { accountId: owner, name, path, createdAt, tags }));
  for (const of of each.groups) {
    const groupId = group(GROUPS.indexOf(of) + (each.isElsewhere ? 10 : 0)).id;
    await tx.memberships.add({ accountId: owner, groupId, userId: id });
  }
  for (const arn of each.managed) await tx.attachments.attach({ ...owned, policyArn: arn, attachedAt: 1 });
  for (const inline of each.inline) await tx.inlinePolicies.put({ ...owned, name: inline, document: "{}" });
  for (const [place, { status, createdAt: madeAt, usedAt }] of each.keys.entries()) {
    const key = { ...keyOf(number, place), ...owned, status, createdAt: madeAt };
    await tx.accessKeys.insert(key);
    if (usedAt !== undefined) await tx.usage.record([{ subject: key.id, at: usedAt, service: "iam" }]);
  }
  if (each.hasMfa) {
    const assignment = { ownerKind: "user", ownerId: id, enabledAt: 1 } as const;
    await tx.mfaDevices.insert({ ...mfaDevice(number), accountId: owner, assignment });
  }
  if (each.passwordChangedAt !== undefined)
    await tx.loginProfiles.put({
      ...loginProfile(number),
      accountId: owner,
      passwordChangedAt: each.passwordChangedAt,
    });
  if (each.passwordUsedAt !== undefined) await tx.usage.record([{ subject: id, at: each.passwordUsedAt }]);
}

/** What `parts` of the users give. */
export function naiveUsers(
  users: readonly SearchedUser[],
  request: SearchRequest<UserProperty, UserPart>,
): SearchPage<Pick<FoundUser, "user" | UserPart>> {
  const numbered = users.map((each, number) => ({ ...each, number })).filter((each) => !each.isElsewhere);
  type Row = (typeof numbered)[number];
  const page = naiveSearch<UserProperty, Row>(
    {
      rows: numbered,
      read: (row, property) => VALUES[property](row),
      tieOf: ({ name }) => fold(name),
      folds: { name: fold, group: fold },
      equals: {
        policy: (row, value) =>
          row.managed.some(
            (arn) =>
              arn === value || arn.toLowerCase().slice(arn.lastIndexOf("/") + 1) === value.toLowerCase(),
          ) || row.inline.some((name) => name.toLowerCase() === value.toLowerCase()),
        tag: (row, value) =>
          row.tags.some(
            (tag) => tag.key === value || (value.includes("=") && `${tag.key}=${tag.value}` === value),
          ),
      },
    },
    request,
  );
  const found = page.found.map((row) => expected(row));
  return { found, count: page.count };
}

/** Names fold as the store says; all else folds ASCII alone, which is all that it holds here in upper case. */
function fold(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}

const newest = (times: readonly (number | undefined)[]) => {
  const known = times.filter((each) => each !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

type Row = SearchedUser & { readonly number: number };
const usedAt = (row: Row) => newest([row.passwordUsedAt, ...row.keys.map((key) => key.usedAt)]);
const active = ({ keys }: Row) => keys.filter(({ status }) => status === "Active");

const VALUES: Readonly<Record<UserProperty, (row: Row) => NaiveValue>> = {
  name: ({ name }) => fold(name),
  id: ({ number }) => idOf(number),
  path: ({ path }) => path,
  createdAt: ({ createdAt }) => createdAt,
  group: ({ groups }) => groups.map(fold),
  policy: ({ managed, inline }) => [
    ...managed.map((arn) => arn.slice(arn.indexOf(":policy") + ":policy".length)),
    ...inline,
  ],
  tag: ({ tags }) => tags.flatMap(({ key, value }) => [key, value]),
  hasMfa: ({ hasMfa }) => hasMfa,
  hasPassword: ({ passwordChangedAt }) => passwordChangedAt !== undefined,
  hasCredentials: (row) => row.passwordChangedAt !== undefined || active(row).length > 0,
  passwordChangedAt: ({ passwordChangedAt }) => passwordChangedAt,
  passwordUsedAt: ({ passwordUsedAt }) => passwordUsedAt,
  accessKeyId: ({ number, keys }) => keys.map((_, place) => keyOf(number, place).id),
  hasActiveKey: (row) => active(row).length > 0,
  activeKeyCreatedAt: (row) => {
    const times = active(row).map(({ createdAt }) => createdAt);
    return times.length === 0 ? undefined : Math.min(...times);
  },
  keyUsedAt: ({ keys }) => newest(keys.map((key) => key.usedAt)),
  usedAt,
  idleSince: (row) => usedAt(row) ?? row.createdAt,
};

function expected(row: Row): Pick<FoundUser, "user" | UserPart> {
  const { number, name, path, createdAt, tags, passwordUsedAt } = row;
  return {
    user: user(number, { name, path, createdAt, tags }),
    ...(passwordUsedAt !== undefined && { passwordUsedAt }),
    groups: row.groups.toSorted((a, b) => (fold(a) < fold(b) ? -1 : 1)),
    mfaDevices: row.hasMfa
      ? [{ serialNumber: mfaDevice(number).serialNumber, kind: mfaDevice(number).kind }]
      : [],
    password:
      row.passwordChangedAt === undefined
        ? null
        : { createdAt: loginProfile(number).createdAt, changedAt: row.passwordChangedAt },
    accessKeys: row.keys.map((key, place) => ({
      id: keyOf(number, place).id,
      status: key.status,
      createdAt: key.createdAt,
      ...(key.usedAt !== undefined && { usedAt: key.usedAt }),
    })),
    policies: [
      ...row.managed.map((arn) => ({ arn })),
      ...row.inline.toSorted().map((inlineName) => ({ inlineName })),
    ],
  };
}
