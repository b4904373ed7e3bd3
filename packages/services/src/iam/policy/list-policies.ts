import type { ListPoliciesRequest, Policy } from "@rolecall/contracts/iam";
import { anything, type Call, type ListPart, openPage, pageOfParts } from "@rolecall/operations";
import type { Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { ROOT_PATH } from "../requirement.ts";
import type { FoundPolicy } from "./find-policy.ts";
import { type PolicyUsage, policyToWire, policyUsage } from "./policy-shape.ts";

type Listing = Call<ListPoliciesRequest, ReadTransaction>;

/**
 * The account's own policies, then AWS's, each by name. A page may hold fewer than MaxItems where a filter leaves some out.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html
 */
export const listPolicies = iam.read("ListPolicies", {
  on: anything,
  details: ({ input }) => ({ resourceName: `policy path ${input.PathPrefix ?? ROOT_PATH}` }),
  perform: async ({ call }) => {
    const { Scope, PathPrefix, OnlyAttached, PolicyUsageFilter } = call.input;
    const filters = [Scope, PathPrefix, String(OnlyAttached), PolicyUsageFilter];
    const pager = openPage(call, ...filters);
    const page = await pageOfParts(partsOf(call), pager.request);
    return { Policies: page.items, ...pager.marks(page) };
  },
});

/** Those that the Scope asks for. */
function partsOf(call: Listing): readonly ListPart<Policy>[] {
  const { Scope: scope } = call.input;
  const own: ListPart<Policy> = { name: "local", list: (request) => listLocal(call, request) };
  const aws: ListPart<Policy> = { name: "aws", list: (request) => listAws(call, request) };
  if (scope === "Local") return [own];
  return scope === "AWS" ? [aws] : [own, aws];
}

async function listLocal(call: Listing, request: PageRequest): Promise<Page<Policy>> {
  const pathPrefix = call.input.PathPrefix ?? ROOT_PATH;
  const page = await call.tx.policies.list(call.caller.accountId, { ...request, pathPrefix });
  const shown = page.items.map((policy) => showIfWanted(call, { owner: "customer", policy }));
  return { ...page, items: (await Promise.all(shown)).filter((policy) => policy !== undefined) };
}

/** Asked about together: a round trip, where the store is behind a network. */
const ASKED_AT_ONCE = 100;

/** Goes on after a name; looks at as many policies as it takes to fill the page. */
async function listAws(call: Listing, { after, limit }: PageRequest): Promise<Page<Policy>> {
  const prefix = call.input.PathPrefix ?? ROOT_PATH;
  const all = call.env.managedPolicies.list();
  const start = all.findIndex(({ name }) => name === after) + 1;
  const listed = all.slice(start).filter(({ path }) => path.startsWith(prefix));
  const items: Policy[] = [];
  const atOnce = Math.min(ASKED_AT_ONCE, limit + 1);
  // One more than fits, so that the last page is known to be the last.
  for (let from = 0; from < listed.length && items.length <= limit; from += atOnce) {
    const asked = listed.slice(from, from + atOnce);
    const shown = await Promise.all(asked.map((policy) => showIfWanted(call, { owner: "aws", policy })));
    items.push(...shown.filter((policy) => policy !== undefined));
  }
  const last = items[limit - 1]?.PolicyName;
  if (items.length <= limit || last === undefined) return { items };
  return { items: items.slice(0, limit), next: last };
}

async function showIfWanted(call: Listing, found: FoundPolicy): Promise<Policy | undefined> {
  const usage = await policyUsage(call.tx, call.caller.accountId, found.policy.arn);
  return isWanted(usage, call.input) ? policyToWire(found, usage) : undefined;
}

/** PolicyUsageFilter counts with OnlyAttached alone, and a boundary is a use like any other (recorded). */
function isWanted(
  { attachments, boundaries }: PolicyUsage,
  { OnlyAttached, PolicyUsageFilter }: ListPoliciesRequest,
): boolean {
  if (OnlyAttached !== true) return true;
  if (PolicyUsageFilter === "PermissionsPolicy") return attachments > 0;
  if (PolicyUsageFilter === "PermissionsBoundary") return boundaries > 0;
  return attachments + boundaries > 0;
}
