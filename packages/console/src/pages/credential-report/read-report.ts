import { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";

const PAUSE_MS = 500;
/** Two minutes. */
const TRIES_MAX = 240;

export interface Report {
  /** As the server wrote it, to be handed out so. */
  readonly csv: string;
  readonly generatedAt: string | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * Generates the report, waits, and reads it. IAM makes a new one every four hours at most.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 * @throws ApiError
 */
export async function readReport(signal: AbortSignal): Promise<Report> {
  await waitForReport(signal);
  const { Content = "", GeneratedTime } = await callOperation("iam", "GetCredentialReport", {}, signal);
  const bytes = Uint8Array.from(atob(Content), (sign) => sign.charCodeAt(0));
  const csv = new TextDecoder().decode(bytes);
  const [columns = [], ...lines] = csv
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => line.split(","));
  const rows = lines.map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""])));
  return { csv, generatedAt: GeneratedTime, columns, rows };
}

async function waitForReport(signal: AbortSignal): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const { State } = await callOperation("iam", "GenerateCredentialReport", {}, signal);
    if (State === "COMPLETE") return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new ApiError(504, { code: "ReportLate", message: "The report was not there after two minutes." });
}
