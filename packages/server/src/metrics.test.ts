import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "./metrics.ts";

const sample = { service: "sts", operation: "GetCallerIdentity", outcome: "ok", durationMs: 1 };

/** Prometheus' text exposition format 0.0.4: comments, or a name with labels and a number. */
const LINE =
  /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})? -?[\d.e+-]+)$/;

test("the text is Prometheus', and each histogram adds up", () => {
  const metrics = createMetrics();
  for (const durationMs of [0.1, 0.3, 3, 5000]) metrics.observe({ ...sample, durationMs });
  metrics.observe({ ...sample, outcome: "AccessDenied" });
  metrics.countLostAuditEvents(3);
  metrics.countLeftOutAuditEvent();
  const text = metrics.render({ store_revision: 7 });
  assert.ok(text.endsWith("\n"));
  const lines = text.trimEnd().split("\n");
  for (const line of lines) assert.match(line, LINE);
  const of = (name: string) =>
    lines.filter(
      (line) => line.startsWith(`rolecall_request_duration_seconds_${name}`) && line.includes('outcome="ok"'),
    );
  const counts = of("bucket").map((line) => Number(line.split(" ")[1]));
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => a - b),
  );
  assert.deepEqual([counts[0], counts.at(-2), counts.at(-1)], [1, 3, 4]);
  assert.match(of("bucket").at(-1) ?? "", /le="\+Inf"/);
  assert.match(of("count")[0] ?? "", / 4$/);
  assert.ok(lines.includes("rolecall_store_revision 7"));
  assert.ok(lines.includes("rolecall_audit_events_lost 3"));
  assert.ok(lines.includes("rolecall_audit_events_left_out 1"));
});

test("series are bounded, whatever comes", () => {
  const metrics = createMetrics();
  for (let index = 0; index < 6_000; index += 1) metrics.observe({ ...sample, outcome: `code${index}` });
  const series = metrics.render({}).match(/_count\{/g)?.length;
  assert.equal(series, 5_000);
});
