import { newOrganizationId, type OrganizationId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { AccountCreationRecord, WriteTransaction } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, invalidInput } from "../error.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { hasRoomForAccount } from "../subject/account-room.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { withNewTags } from "../subject/with-new-tags.ts";
import { tagsOfNew } from "../tag/tag-policy.ts";
import { creationToWire } from "./creation-shape.ts";

/** Source: Organizations API Reference, CreateAccount, "RoleName". */
const ACCESS_ROLE = "OrganizationAccountAccessRole";

/** In any case: names of roles are told apart without regard to it. */
const RESERVED_ROLE_PREFIX = /^AWSServiceRoleFor/i;

/** How long what became of a request can be asked for. */
const REQUEST_KEPT_MS = 90 * 24 * 3600 * 1000;

/**
 * Writes down that an account is to be created; whoever hears of it does it: complete-account-creation.ts. An e-mail that is
 * taken is found there, as on AWS. Who may see bills in the account is not kept: there are none.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export const createAccount = organizations.write("CreateAccount", {
  on: calledBy("management", withNewTags(wholeOrganization)),
  perform: async ({ call, target: { organization } }) => {
    const { tx, env, input, now } = call;
    const { id: organizationId } = organization;
    const { RoleName: roleName = ACCESS_ROLE } = input;
    if (RESERVED_ROLE_PREFIX.test(roleName)) throw invalidInput("INVALID_ROLE_NAME");
    const tags = await tagsOfNew(call, organization, { resource: "account", tags: input.Tags });
    await checkRequests(call, organizationId);
    if (!(await hasRoomForAccount(call, organization))) {
      throw constraintViolation("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
    }
    const creation: AccountCreationRecord = {
      id: newOrganizationId("accountRequest", env.random),
      organizationId,
      state: "IN_PROGRESS",
      accountName: input.AccountName,
      email: input.Email,
      roleName,
      tags,
      requestedAt: now,
    };
    await tx.accountCreations.insert(creation);
    return { CreateAccountStatus: creationToWire(creation) };
  },
});

/** What was completed long ago is deleted here, so that what there is of requests stays bounded. */
async function checkRequests(
  { tx, env, now }: Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">,
  organizationId: OrganizationId,
): Promise<void> {
  await tx.accountCreations.deleteCompleted(organizationId, now - REQUEST_KEPT_MS);
  const quotas = ORGANIZATIONS_QUOTAS.of(env);
  const [inProgress, kept] = await Promise.all([
    tx.accountCreations.countInProgress(organizationId),
    tx.accountCreations.count(organizationId),
  ]);
  if (inProgress >= quotas.AccountCreationsInProgress || kept >= quotas.AccountRequestsKept) {
    throw constraintViolation("ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED");
  }
}
