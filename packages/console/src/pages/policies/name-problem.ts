/** IAM's rule for names of policies. @returns what is wrong, in a sentence; undefined where nothing is */
export function nameProblem(name: string): string | undefined {
  if (name === "") return "The policy needs a name.";
  if (name.length > 128) return `${name.length} characters; 128 at most.`;
  const [wrong] = /[^\w+=,.@-]/u.exec(name) ?? [];
  return wrong === undefined ? undefined : `A name cannot contain "${wrong}".`;
}
