export type CliValue = string | number | boolean | readonly string[] | undefined;

/**
 * A command of AWS's CLI, a line for each option, as a shell takes it: `cliCommand("iam create-role", { "role-name": "testrole" })`.
 * What is undefined is left out; `true` is an option without a value.
 */
export function cliCommand(command: string, options: Readonly<Record<string, CliValue>>): string {
  const parts = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${name}`];
    const values = typeof value === "object" ? value : [String(value)];
    return [`--${name} ${values.map(quoteForShell).join(" ")}`];
  });
  return [`aws ${command}`, ...parts].join(parts.length > 1 ? " \\\n  " : " ");
}

/** POSIX: within single quotes everything is itself, but the quote. */
function quoteForShell(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** As the CLI's shorthand wants tags: `Key=team,Value=learning`. */
export function cliTags(
  tags: readonly { readonly Key: string; readonly Value: string }[],
): readonly string[] | undefined {
  if (tags.length === 0) return undefined;
  const isPlain = tags.every(({ Key, Value }) => !/[,='"]/.test(Key + Value));
  return isPlain ? tags.map(({ Key, Value }) => `Key=${Key},Value=${Value}`) : [JSON.stringify(tags)];
}
