import type { InputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";

/** What else a change of a policy touches: the accounts that an organization's policy limits, or whom a managed one is attached to. */
export function PolicyReach({ arn }: { readonly arn: string }) {
  const organizationPolicyId = /:organizations:.*\/(p-\w+)$/.exec(arn)?.[1];
  if (organizationPolicyId !== undefined) return <AccountsLimited policyId={organizationPolicyId} />;
  // AWS's own policies are changed by nobody.
  if (/:iam::aws:policy\//.test(arn) || !/:iam::\d{12}:policy\//.test(arn)) return null;
  return <Attachments arn={arn} />;
}

/** The first row alone is read: how many there are is what is told. */
function reached(policyId: string): InputOf<"rolecall", "SearchAccounts"> {
  const filter = { Property: "Policies", Operator: "=", Value: policyId } as const;
  return { Page: 1, PageSize: 1, Columns: ["Id"], Filters: [filter] };
}

function AccountsLimited({ policyId }: { readonly policyId: string }) {
  const { data, error } = useOperation("rolecall", "SearchAccounts", reached(policyId));
  if (error !== null) return <Unreadable what="accounts it limits" why={error.message} />;
  if (data === undefined) return null;
  return <> · limits {told(data.Count, "account", "accounts")}</>;
}

function Attachments({ arn }: { readonly arn: string }) {
  const { data, error } = useOperation("iam", "GetPolicy", { PolicyArn: arn });
  if (error !== null) return <Unreadable what="whom it is attached to" why={error.message} />;
  const { AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 } = data?.Policy ?? {};
  if (data === undefined) return null;
  const bounds = PermissionsBoundaryUsageCount;
  return (
    <>
      {" "}
      · attached to {told(AttachmentCount, "user, group or role", "users, groups and roles")}
      {bounds > 0 && `, the boundary of ${told(bounds, "user or role", "users and roles")}`}
    </>
  );
}

function Unreadable({ what, why }: { readonly what: string; readonly why: string }) {
  return (
    <span className="rc-quiet" title={why}>
      {" "}
      · {what}: not readable by you
    </span>
  );
}

function told(amount: number, one: string, several: string): string {
  return `${amount.toLocaleString("en")} ${amount === 1 ? one : several}`;
}
