import { quoteForShell } from "../shell.ts";
import type { ClientEnvironment } from "./client-environment.ts";

type Render = (environment: ClientEnvironment) => string;

/** For bash and every other POSIX shell. */
export const renderForBash: Render = ({ set, unset }) =>
  `${lines(set, (name, value) => `export ${name}=${quoteForShell(value)}`)}unset ${unset.join(" ")}\n`;

/** Within single quotes fish knows two escapes, `\\'` and `\\\\`. https://fishshell.com/docs/current/language.html#quotes */
const renderForFish: Render = ({ set, unset }) => {
  const quote = (text: string) => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
  return `${lines(set, (name, value) => `set -gx ${name} ${quote(value)}`)}set -e ${unset.join(" ")}\n`;
};

/**
 * PowerShell takes typographic quotes for plain ones; each ends a string unless it comes twice.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
const renderForPowerShell: Render = ({ set, unset }) => {
  const quote = (text: string) => `'${text.replaceAll(/['\u2018-\u201b]/g, "$&$&")}'`;
  const names = unset.map((name) => `Env:${name}`).join(", ");
  return `${lines(set, (name, value) => `$env:${name} = ${quote(value)}`)}Remove-Item -ErrorAction SilentlyContinue ${names}\n`;
};

/** What each shell runs, by its name on the command line. GitHub's jobs have a file instead: github-environment.ts. */
export const SHELLS: ReadonlyMap<string, Render> = new Map([
  ["bash", renderForBash],
  ["fish", renderForFish],
  ["powershell", renderForPowerShell],
]);

function lines(set: ClientEnvironment["set"], line: (name: string, value: string) => string): string {
  return Object.entries(set)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join("");
}
