import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Failed } from "../../patterns/failed.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";
import type { RoleFacts } from "./role-facts.ts";

type Details = OutputOf<"iam", "GetServiceLastAccessedDetails">;
type Accessed = NonNullable<Details["ServicesLastAccessed"]>[number];

const WAIT_MS = 300;

/** Which services the role's policies open, and when they were last used. */
export function LastAccessedTab({ role }: { readonly role: RoleFacts }) {
  const { data, error, isPending, refetch } = useLastAccessed(role.Arn);
  if (error !== null) return <Failed what="Last accessed could not be worked out." error={error} />;
  return (
    <Table<Accessed>
      variant="container"
      items={[...(data ?? [])]}
      trackBy="ServiceNamespace"
      wrapLines
      loading={isPending}
      loadingText="Working out what was accessed"
      columnDefinitions={[
        { id: "service", header: "Service", cell: ({ ServiceName }) => ServiceName, isRowHeader: true },
        {
          id: "when",
          header: "Last accessed",
          cell: ({ LastAuthenticated }) => <RelativeDate date={LastAuthenticated} />,
        },
        {
          id: "region",
          header: "Region",
          cell: ({ LastAuthenticatedRegion = "–" }) => LastAuthenticatedRegion,
        },
      ]}
      ariaLabels={{ tableLabel: "Last accessed services" }}
      header={
        <Header
          variant="h2"
          counter={data === undefined ? "" : `(${data.length})`}
          description="Services that its policies allow, and when the role last used them. Permissions that are never used can go."
          actions={<Button iconName="refresh" ariaLabel="Work it out again" onClick={() => void refetch()} />}
        >
          Last accessed
        </Header>
      }
      empty={<Box textAlign="center">Its policies allow no service.</Box>}
    />
  );
}

function useLastAccessed(arn: string): UseQueryResult<readonly Accessed[], ApiError> {
  return useQuery<readonly Accessed[], ApiError>({
    queryKey: ["last accessed", arn],
    queryFn: ({ signal }) => readLastAccessed(arn, signal),
    staleTime: 60_000,
  });
}

/** A job is asked for, and asked after until it is done. @throws ApiError */
async function readLastAccessed(arn: string, signal: AbortSignal): Promise<readonly Accessed[]> {
  const { JobId } = await callOperation("iam", "GenerateServiceLastAccessedDetails", { Arn: arn }, signal);
  for (;;) {
    const details = await callOperation(
      "iam",
      "GetServiceLastAccessedDetails",
      { JobId: JobId ?? "" },
      signal,
    );
    if (details.JobStatus !== "IN_PROGRESS") return details.ServicesLastAccessed ?? [];
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}
