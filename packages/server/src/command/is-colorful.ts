/**
 * Whether standard output gets colours: as FORCE_COLOR says where it is set, else not where NO_COLOR is set to anything
 * (no-color.org), else on a terminal. The order is Node's own.
 */
export function isColorful(
  { FORCE_COLOR, NO_COLOR }: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  return isTerminal;
}
