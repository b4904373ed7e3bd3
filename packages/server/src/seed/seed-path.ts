/** Where a value stands in the seed: keys and indexes from the top. */
export type SeedPath = readonly (string | number)[];

/** `accounts[0].users[2].name` */
export function formatSeedPath(path: SeedPath): string {
  const parts = path.map((step, index) => {
    if (typeof step === "number") return `[${step}]`;
    return index === 0 ? step : `.${step}`;
  });
  return parts.length === 0 ? "(top level)" : parts.join("");
}
