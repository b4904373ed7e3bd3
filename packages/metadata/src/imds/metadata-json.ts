/** JSON as EC2 writes it: two spaces, and one before the colon. Absent members are left out. */
export function formatMetadataJson(members: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${JSON.stringify(name)} : ${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n}`;
}

/** `2026-11-26T20:00:00Z`: without a fraction. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, "Z");
}
