import { openPage, pageOf, pageOfParts } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { type FoundPolicy, ofType } from "../subject/policy.ts";
import { awsPolicyOfType } from "./aws-policies.ts";
import { policySummary } from "./policy-shape.ts";

type Filtered = { readonly Filter: Parameters<typeof awsPolicyOfType>[0] };

/** Those of a type, AWS's first, whether it is enabled or not. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPolicies.html */
export const listPolicies = organizations.read("ListPolicies", {
  on: calledBy(
    "delegates",
    ofType<Filtered>(({ Filter }) => Filter),
  ),
  perform: async ({ call, target: { organization } }) => {
    const type = call.input.Filter;
    const pager = openPage(call, organization.id, type);
    const aws = awsPolicyOfType(type);
    const managed: readonly FoundPolicy[] = aws === undefined ? [] : [{ owner: "aws", policy: aws }];
    const page = await pageOfParts<FoundPolicy>(
      [
        { name: "aws", list: async (request) => pageOf(managed, ({ policy }) => policy.id, request) },
        {
          name: "own",
          async list(request) {
            const own = await call.tx.organizationPolicies.list(organization.id, type, request);
            return { ...own, items: own.items.map((policy) => ({ owner: "customer", policy })) };
          },
        },
      ],
      pager.request,
    );
    return {
      Policies: page.items.map((found) => policySummary(organization, found)),
      ...pager.marks(page),
    };
  },
});
