import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";

const MOST = 20;

type AuditEvent = OutputOf<"rolecall", "SearchEvents">["Events"][number];

/** Who assumed a role last, or was refused it, by the audit log: what is known of its sessions. */
export function RecentSessions({ roleArn }: { readonly roleArn: string }) {
  const { data, error } = useOperation("rolecall", "SearchEvents", {
    Filters: [
      { Property: "Action", Operator: ":", Value: "sts:AssumeRole" },
      { Property: "Resource", Operator: "=", Value: roleArn },
    ],
    MaxResults: MOST,
  });
  return (
    <ItemsTable<AuditEvent>
      title="Recent sessions"
      what="recent sessions"
      description={`Who assumed the role, or was denied it: the newest ${MOST} audit events at most, of this account.`}
      asked={{ data: data?.Events, error }}
      keyOf={({ EventId }) => EventId}
      nothing="Nobody has assumed it, as far back as one look into the audit log goes."
      columns={[
        { id: "time", header: "Time", cell: ({ EventTime }) => <RelativeDate date={EventTime} /> },
        { id: "who", header: "Who", cell: ({ Who }) => Who },
        { id: "action", header: "Action", cell: ({ Action }) => Action },
        { id: "session", header: "Session name", cell: (event) => sessionNameOf(event) ?? "–" },
        { id: "result", header: "Result", cell: ({ Result }) => Result },
        { id: "address", header: "Source address", cell: ({ SourceAddress }) => SourceAddress ?? "–" },
      ]}
    />
  );
}

/** What who assumed it called the session. */
function sessionNameOf({ CloudTrailEvent }: AuditEvent): string | undefined {
  const { requestParameters } = JSON.parse(CloudTrailEvent) as {
    readonly requestParameters?: { readonly roleSessionName?: string } | null;
  };
  return requestParameters?.roleSessionName;
}
