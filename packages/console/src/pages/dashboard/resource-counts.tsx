import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import { href } from "../../app/address.ts";
import { Region } from "../../patterns/region.tsx";
import { useOperation } from "../../session/use-operation.ts";

const COUNTED = [
  { label: "User groups", path: "/iam/groups", count: "Groups", quota: "GroupsQuota" },
  { label: "Users", path: "/iam/users", count: "Users", quota: "UsersQuota" },
  { label: "Roles", path: "/iam/roles", count: "Roles", quota: "RolesQuota" },
  { label: "Policies", path: "/iam/policies", count: "Policies", quota: "PoliciesQuota" },
  { label: "Identity providers", path: "/iam/providers", count: "Providers", quota: undefined },
] as const;

/** From here on a bar shows how near the quota is. */
const NEAR = 0.8;

/** How many the account has of each, and where its quota is near. */
export function ResourceCounts() {
  const query = useOperation("iam", "GetAccountSummary", {});
  return (
    <Container header={<Header variant="h2">IAM resources</Header>}>
      <Region query={query} what="the account's summary" height={180}>
        {({ SummaryMap = {} }) => (
          <KeyValuePairs
            columns={2}
            items={COUNTED.map(({ label, path, count, quota }) => ({
              label,
              value: (
                <Count
                  count={SummaryMap[count] ?? 0}
                  quota={quota === undefined ? undefined : SummaryMap[quota]}
                  address={href(path)}
                  label={label}
                />
              ),
            }))}
          />
        )}
      </Region>
    </Container>
  );
}

interface CountProps {
  readonly count: number;
  readonly quota: number | undefined;
  readonly address: string;
  readonly label: string;
}

function Count({ count, quota, address, label }: CountProps) {
  const text = count.toLocaleString("en");
  return (
    <>
      <Link href={address}>
        {text}
        <span className="sr">{` ${label}`}</span>
      </Link>
      {quota !== undefined && ` of ${quota.toLocaleString("en")}`}
      {quota !== undefined && count >= quota * NEAR && (
        <ProgressBar value={(100 * count) / quota} ariaLabel={`${label} of the quota`} />
      )}
    </>
  );
}
