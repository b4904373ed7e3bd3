import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ContainerIds } from "@rolecall/metadata";

const OURS = /^[0-9a-f]{32}\.[\w-]+\.env(?:\.new)?$/;

/**
 * Writes what each container's environment needs: `TASK.CONTAINER.env`, as `docker run --env-file` and systemd's EnvironmentFile read it, for its
 * owner's eyes alone. Files of tasks that stopped are taken away.
 */
export function writeTaskFiles(folder: string, endpoint: string, containers: readonly ContainerIds[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = new Map(
    containers.map((ids) => [`${ids.taskId}.${ids.containerName}.env`, linesOf(endpoint, ids)]),
  );
  for (const name of readdirSync(folder))
    if (OURS.test(name) && !files.has(name)) rmSync(join(folder, name), { force: true });
  for (const [name, lines] of files) {
    const file = join(folder, name);
    writeFileSync(`${file}.new`, lines, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}

/** Both URIs: SDKs take the relative one where both are set, and it leads to ECS's own address; so it is said where that is ours. */
function linesOf(endpoint: string, { credentialsId, metadataId }: ContainerIds): string {
  const path = `/v2/credentials/${credentialsId}`;
  const credentials = isEcsAddress(endpoint)
    ? `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=${path}`
    : `AWS_CONTAINER_CREDENTIALS_FULL_URI=${endpoint}${path}`;
  const lines = [
    ...(credentialsId === undefined ? [] : [credentials]),
    `ECS_CONTAINER_METADATA_URI=${endpoint}/v3/${metadataId}`,
    `ECS_CONTAINER_METADATA_URI_V4=${endpoint}/v4/${metadataId}`,
    "AWS_EXECUTION_ENV=AWS_ECS_EXTERNAL",
  ];
  return `${lines.join("\n")}\n`;
}

/** Where SDKs look by the relative URI: port 80 of it. */
function isEcsAddress(endpoint: string): boolean {
  const { hostname, port } = new URL(endpoint);
  return hostname === "169.254.170.2" && port === "";
}
