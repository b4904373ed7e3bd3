/** How long clients take to have their first credentials, as their users see it. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Each time by a session of its own, in a process that has loaded what it needs. */
const BOTOCORE = `
import json, sys, time
import botocore.session
took = []
for _ in range(int(sys.argv[1])):
    session = botocore.session.get_session()
    started = time.perf_counter()
    session.get_credentials().get_frozen_credentials()
    took.append((time.perf_counter() - started) * 1000)
print(json.dumps(took))
`;

/** The child's own module loads what it needs of the SDK, which is installed for tests. */
const JAVASCRIPT = `
const { STSClient } = require("@aws-sdk/client-sts");
(async () => {
  const took = [];
  for (let time = 0; time < Number(process.argv[1]); time += 1) {
    const { config } = new STSClient({ region: "us-east-1" });
    const started = performance.now();
    await config.credentials();
    took.push(performance.now() - started);
  }
  console.log(JSON.stringify(took));
})();
`;

const CLIENTS: Readonly<Record<string, readonly [program: string, ...args: readonly string[]]>> = {
  botocore: ["python3", "-c", BOTOCORE],
  "SDK for JavaScript": [process.execPath, "-e", JAVASCRIPT],
};

export interface FirstCredentials {
  readonly client: string;
  /** Milliseconds, in the order in which they were had; undefined where the client is not installed. */
  readonly tookMs: readonly number[] | undefined;
}

export function timeFirstCredentials(port: number, times: number): readonly FirstCredentials[] {
  return Object.entries(CLIENTS).map(([client, [program, ...args]]) => {
    const { status, stdout } = spawnSync(program, [...args, String(times)], {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        HOME: "/nonexistent",
        AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
        AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
        AWS_CONFIG_FILE: "/dev/null",
      },
    });
    return { client, tookMs: status === 0 ? (JSON.parse(stdout) as readonly number[]) : undefined };
  });
}
