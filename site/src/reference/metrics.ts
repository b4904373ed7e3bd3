import { METRIC_FAMILIES } from "../../../packages/server/src/metric-families.ts";
import { writeTable } from "./table.ts";

export async function writeMetrics(): Promise<string> {
  const rows = Object.entries(METRIC_FAMILIES).map(([name, help]) => [`\`rolecall_${name}\``, help]);
  return `# Metrics

\`GET /_rolecall/metrics\` answers in Prometheus' text format. What to watch, and what to do when it moves, is told in
[Production](/docs/operations.md#what-to-watch); alerts that are ready to be used lie in [deploy/alerts.yml](/deploy/alerts.yml).

${writeTable(["metric", "what it is"], rows)}

\`rolecall_request_duration_seconds\` is a histogram with the labels \`service\`, \`operation\` and \`outcome\` (\`ok\`, or the
error's code). \`rolecall_worker_resident_memory_bytes\` has the label \`worker\`. What begins with \`rolecall_store_replica\` is there where
there is a replica, and what counts statements and transactions where the store is PostgreSQL.
`;
}
