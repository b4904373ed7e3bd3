import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../app/address.ts";
import { ItemsTable } from "../items/items-table.tsx";
import { Folded } from "../permissions/policy-words.tsx";
import { RelativeDate } from "../relative-date.tsx";
import { type AccessedService, isPolicyArn, useLastAccessed } from "./use-last-accessed.ts";

/** AWS tells of the last 400 days. */
const NEVER = "Never in 400 days";

/** Which services somebody may use, by which policies, and when it did. */
export function LastAccessed({ arn }: { readonly arn: string }) {
  const asked = useLastAccessed(arn);
  return (
    <ItemsTable<AccessedService>
      title="Last accessed"
      what="services"
      description="What the policies allow, and whether it was used. What is never used can be taken away."
      asked={asked}
      keyOf={({ namespace }) => namespace}
      nothing="The policies allow no service, so that there is nothing to use."
      actions={
        <Button iconName="refresh" onClick={() => void asked.refetch()} loading={asked.isFetching}>
          Generate again
        </Button>
      }
      columns={[
        { id: "service", header: "Service", cell: ({ name, namespace }) => `${name} (${namespace})` },
        isPolicyArn(arn)
          ? { id: "by", header: "Last accessed by", cell: ({ lastBy = "–" }) => lastBy }
          : {
              id: "policies",
              header: "Policies granting access",
              cell: ({ policies }) => <Policies policies={policies} />,
            },
        {
          id: "last",
          header: "Last accessed",
          cell: ({ lastAccessed }) =>
            lastAccessed === undefined ? NEVER : <RelativeDate date={lastAccessed} />,
        },
        { id: "actions", header: "Actions", cell: (service) => <Actions {...service} /> },
      ]}
    />
  );
}

function Policies({ policies }: Pick<AccessedService, "policies">) {
  if (policies.length === 0) return "–";
  return (
    <SpaceBetween size="xxs">
      {policies.map(({ name, arn, of }) => (
        <div key={`${name} ${of}`}>
          {arn === undefined ? (
            name
          ) : (
            <Link href={href("/iam/policies/:policyArn", { policyArn: arn })}>{name}</Link>
          )}
          {of !== undefined && ` (${of})`}
        </div>
      ))}
    </SpaceBetween>
  );
}

function Actions({ namespace, actions }: AccessedService) {
  if (actions.length === 0) return "–";
  return (
    <Folded label={`${actions.length} ${actions.length === 1 ? "action" : "actions"}`}>
      {() => (
        <ul>
          {actions.map(({ name, lastAccessed }) => (
            <li key={name}>
              {`${namespace}:${name} – `}
              {lastAccessed === undefined ? NEVER : <RelativeDate date={lastAccessed} />}
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
}
