/** As many different remedies are told; a client that is refused a thousand times fills no log. */
const REMEDIES_MAX = 100;

/** Tells each remedy once. */
export function createRemedyLog(
  tell: (message: string) => void,
): (remedy: string, requestId: string) => void {
  const told = new Set<string>();
  return (remedy, requestId) => {
    if (told.has(remedy) || told.size >= REMEDIES_MAX) return;
    told.add(remedy);
    tell(`request ${requestId} was refused. ${remedy}`);
  };
}
