import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../harness.test-support.ts";
import { allowing, TRUST_EC2 } from "./document.test-support.ts";
import { iamService } from "./index.ts";

/** An account whose documents are as long as they may be, white space for the most part. */
let h: Harness<IamOperations>;

/** Characters of text that a page takes, and what the last items read may add. */
const PAGE = 1_048_576;
const ROLES = 40;
const PROFILES = 45;
const USERS = 5;
const POLICIES = 3;
const TEXT_LIMIT = 262_144;

/** Every space becomes three characters in an answer. */
const stretch = (document: string, length: number) => document + " ".repeat(length - document.length);
const roleName = (index: number) => `role-${String(index).padStart(2, "0")}`;
const putUserPolicy = (UserName: string, PolicyName: string, PolicyDocument: string) =>
  h.ask(h.root, "PutUserPolicy", { UserName, PolicyName, PolicyDocument });

before(async () => {
  h = await createHarness(iamService);
  const AssumeRolePolicyDocument = stretch(TRUST_EC2, 16_384);
  for (let index = 0; index < ROLES; index += 1)
    await h.ask(h.root, "CreateRole", { RoleName: roleName(index), AssumeRolePolicyDocument });
  for (let index = 0; index < PROFILES; index += 1) {
    const InstanceProfileName = `profile-${index}`;
    await h.ask(h.root, "CreateInstanceProfile", { InstanceProfileName });
    await h.ask(h.root, "AddRoleToInstanceProfile", { InstanceProfileName, RoleName: roleName(0) });
  }
  const half = stretch(allowing("s3:GetObject"), TEXT_LIMIT / 2);
  for (let index = 0; index < USERS; index += 1) {
    await h.ask(h.root, "CreateUser", { UserName: `user-${index}` });
    for (const name of ["a", "b"]) await putUserPolicy(`user-${index}`, name, half);
  }
  for (let index = 0; index < POLICIES; index += 1) {
    const created = await h.ask(h.root, "CreatePolicy", {
      PolicyName: `policy-${index}`,
      PolicyDocument: half,
    });
    const PolicyArn = created.Policy?.Arn ?? "";
    await h.ask(h.root, "CreatePolicyVersion", { PolicyArn, PolicyDocument: half });
  }
});
after(() => h.close());

interface Paged {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** The texts of each page, until the list ends. */
async function pagesOf<Answer extends Paged>(
  ask: (Marker: string | undefined) => Promise<Answer>,
  namesIn: (answer: Answer) => readonly (string | undefined)[],
) {
  const pages: { readonly length: number; readonly names: readonly (string | undefined)[] }[] = [];
  let Marker: string | undefined;
  do {
    const answer = await ask(Marker);
    assert.equal(answer.IsTruncated, answer.Marker !== undefined);
    pages.push({ length: JSON.stringify(answer).length, names: namesIn(answer) });
    Marker = answer.Marker;
  } while (Marker !== undefined);
  return pages;
}

/** Each item once and in order, in pages that are neither empty nor longer than what one item adds. */
function assertPages(
  pages: Awaited<ReturnType<typeof pagesOf>>,
  names: readonly string[],
  itemLength: number,
): void {
  assert.deepEqual(
    pages.flatMap((page) => page.names),
    names,
  );
  for (const [index, page] of pages.entries()) {
    assert.ok(page.length < PAGE + itemLength + 20_000, `page ${index} has ${page.length} characters`);
    // What is left after a full page may turn out to be nothing.
    assert.ok(page.names.length > 0 || index === pages.length - 1);
  }
  assert.ok(pages.length > 1);
}

const MaxItems = 1000;
const TRUST_LENGTH = 3 * 16_384;

test("ListRoles", async () => {
  const pages = await pagesOf(
    (Marker) => h.ask(h.root, "ListRoles", { MaxItems, Marker }),
    ({ Roles }) => Roles.map((role) => role.RoleName),
  );
  assertPages(
    pages,
    Array.from({ length: ROLES }, (_, index) => roleName(index)),
    TRUST_LENGTH,
  );
});

const PROFILE_NAMES = Array.from({ length: PROFILES }, (_, index) => `profile-${index}`).sort();

test("ListInstanceProfiles and ListInstanceProfilesForRole", async () => {
  for (const ask of [
    (Marker?: string) => h.ask(h.root, "ListInstanceProfiles", { MaxItems, Marker }),
    (Marker?: string) =>
      h.ask(h.root, "ListInstanceProfilesForRole", { RoleName: roleName(0), MaxItems, Marker }),
  ]) {
    const pages = await pagesOf(ask, ({ InstanceProfiles }) =>
      InstanceProfiles.map((profile) => profile.InstanceProfileName),
    );
    assertPages(pages, PROFILE_NAMES, TRUST_LENGTH);
  }
});

test("GetAccountAuthorizationDetails: one more item than there is room for at most", async () => {
  const pages = await pagesOf(
    (Marker) => h.ask(h.root, "GetAccountAuthorizationDetails", { MaxItems, Marker }),
    (page) => [
      ...(page.UserDetailList ?? []).map((user) => user.UserName),
      ...(page.RoleDetailList ?? []).map((role) => role.RoleName),
      ...(page.Policies ?? []).map((policy) => policy.PolicyName),
    ],
  );
  const expected = [
    ...Array.from({ length: USERS }, (_, index) => `user-${index}`),
    ...Array.from({ length: ROLES }, (_, index) => roleName(index)),
    ...Array.from({ length: POLICIES }, (_, index) => `policy-${index}`),
  ];
  assertPages(pages, expected, Math.max(3 * TEXT_LIMIT, (PROFILES + 1) * TRUST_LENGTH));
});

test("what one owner keeps has a bound with its white space", async () => {
  const exceeded = (limit: number, owner: string) =>
    `Maximum policy size of ${limit} bytes, white space included, exceeded for ${owner}`;
  const document = allowing("s3:GetObject");
  await refuses(putUserPolicy("user-0", "c", document), "LimitExceeded", exceeded(TEXT_LIMIT, "user user-0"));
  await putUserPolicy("user-0", "a", document);
  await putUserPolicy("user-0", "c", document);
  const PolicyArn = "arn:aws:iam::111111111111:policy/policy-0";
  await refuses(
    h.ask(h.root, "CreatePolicyVersion", { PolicyArn, PolicyDocument: document }),
    "LimitExceeded",
    exceeded(TEXT_LIMIT, "policy policy-0"),
  );
  const trust = { RoleName: roleName(1), PolicyDocument: stretch(TRUST_EC2, 16_385) };
  await refuses(
    h.ask(h.root, "UpdateAssumeRolePolicy", trust),
    "LimitExceeded",
    exceeded(16_384, "a trust policy"),
  );
});
