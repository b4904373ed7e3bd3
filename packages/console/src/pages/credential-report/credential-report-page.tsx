import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { useNow } from "../../app/use-now.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { saveFile } from "../../patterns/table/download-csv.ts";
import type { ApiError } from "../../session/api-error.ts";
import { type Report, readReport } from "./read-report.ts";
import { ReportCell } from "./report-cell.tsx";

const COMMAND =
  "aws iam generate-credential-report\naws iam get-credential-report --query Content --output text | base64 -d";

/** All users of the account and the state of what they sign in with. */
export function CredentialReportPage() {
  const { data, error, isFetching, refetch } = useQuery<Report, ApiError>({
    queryKey: ["iam", "credential report"],
    queryFn: ({ signal }) => readReport(signal),
    staleTime: 60_000,
  });
  return (
    <PageContent
      title="Credential report"
      description="All users of the account, and the state of their passwords, keys and MFA devices."
      actions={
        <SpaceBetween size="xs" direction="horizontal">
          <CliButton command={COMMAND} />
          <Button loading={isFetching} onClick={() => void refetch()}>
            Generate report
          </Button>
          <Button
            variant="primary"
            iconName="download"
            disabled={data === undefined}
            onClick={() => data !== undefined && saveFile("credential_report.csv", "text/csv", data.csv)}
          >
            Download .csv file
          </Button>
        </SpaceBetween>
      }
    >
      {error !== null && <Failed what="The report could not be read." error={error} />}
      {error === null && data === undefined && <Loading what="the report: every user is looked at" />}
      {error === null && data !== undefined && <ReportTable report={data} />}
    </PageContent>
  );
}

function ReportTable({ report: { columns, rows, generatedAt } }: { readonly report: Report }) {
  const now = useNow(60_000);
  return (
    <Table<Readonly<Record<string, string>>>
      variant="container"
      stickyColumns={{ first: 1 }}
      items={[...rows]}
      trackBy="arn"
      ariaLabels={{ tableLabel: "Credential report" }}
      header={
        <Box padding={{ bottom: "s" }}>
          {`${rows.length.toLocaleString("en")} users, generated: `}
          <RelativeDate date={generatedAt} />. A new one is made every four hours at most.
        </Box>
      }
      columnDefinitions={columns.map((name) => ({
        id: name,
        header: headerOf(name),
        cell: (row) => <ReportCell column={name} value={row[name] ?? ""} nowMs={now} />,
      }))}
    />
  );
}

/** `access_key_1_last_used_date` → `Access key 1 last used date`; the file has AWS's own names. */
function headerOf(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replace(/\bmfa\b/, "MFA")
    .replace(/\barn\b/, "ARN");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
