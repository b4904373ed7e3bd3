import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import { useQueries } from "@tanstack/react-query";
import { href } from "../../app/address.ts";
import { Failed } from "../../patterns/failed.tsx";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import { ApiError } from "../../session/api-error.ts";
import { useOperation } from "../../session/use-operation.ts";
import { describeLimit, LIMIT_TYPES } from "./describe-limit.ts";
import type { TreeNode } from "./organization-tree.ts";
import { readTokens } from "./read-tokens.ts";

/** The way from the root to what was chosen, and at each stop the policies that limit everybody below it. */
export function InheritedPolicies({ way }: { readonly way: readonly TreeNode[] }) {
  const name = way.at(-1)?.name ?? "";
  return (
    <section aria-label={`What ${name} inherits`}>
      <Box variant="h2">{`What does ${name} inherit?`}</Box>
      <Box color="text-body-secondary">
        These policies limit everybody in the accounts below, root users included. They grant nothing.
      </Box>
      <ol className="rc-way">
        {way.map((node) => (
          <li key={node.id}>
            <Box variant="h3">{node.name}</Box>
            <AttachedHere targetId={node.id} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function AttachedHere({ targetId }: { readonly targetId: string }) {
  const answers = useQueries({
    queries: LIMIT_TYPES.map((Filter) => ({
      queryKey: ["organizations", "ListPoliciesForTarget", targetId, Filter],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        readTokens(
          "ListPoliciesForTarget",
          { TargetId: targetId, Filter },
          ({ Policies }) => Policies,
          signal,
        ),
    })),
  });
  const error = answers.find((answer) => answer.error !== null)?.error;
  if (error instanceof ApiError) return <Failed what="The policies could not be read." error={error} />;
  if (answers.some(({ isPending }) => isPending)) return null;
  const policies = answers.flatMap(({ data }) => data ?? []);
  if (policies.length === 0) return <Box>No policy is attached here.</Box>;
  return (
    <ul>
      {policies.map(({ Id = "", Name = Id, Type = "" }) => (
        <li key={Id}>
          <Link href={href("/organization/policies/:policyId", { policyId: Id })}>{Name}</Link>
          {Type === "RESOURCE_CONTROL_POLICY" ? " (RCP): " : " (SCP): "}
          <LimitInWords policyId={Id} />
        </li>
      ))}
    </ul>
  );
}

function LimitInWords({ policyId }: { readonly policyId: string }) {
  const { data } = useOperation("organizations", "DescribePolicy", { PolicyId: policyId });
  const reference = useAccessReference();
  const { Content, PolicySummary } = data?.Policy ?? {};
  if (Content === undefined || reference === undefined) return null;
  return <span>{describeLimit(Content, PolicySummary?.Type ?? "", reference)}</span>;
}
