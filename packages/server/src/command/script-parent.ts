/** `&` that sends a command into the background; `&&`, `>&` and `&>` do not. */
const BACKGROUND = /(?<![&>])&(?![&>])/;
const STARTS_ROLECALL = /\brolecall\b|\bserver\/bin\/main\.js\b/;

/**
 * Whether npm runs this process as what a script is about (`npm start`, `npx rolecall`, a script of somebody's own). Then a
 * shell stands between npm and us that dies of a signal without passing it on, and nobody else would stop us. A script that
 * sends us into the background means us to stay when its shell has ended.
 */
export function isForegroundOfScript(environment: Readonly<Record<string, string | undefined>>): boolean {
  const script = environment.npm_lifecycle_script ?? "";
  return STARTS_ROLECALL.test(script) && !BACKGROUND.test(script);
}
