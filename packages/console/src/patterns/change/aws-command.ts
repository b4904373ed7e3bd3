/** Lengths after which a command is told on several lines. */
const LINE_LENGTH_MAX = 90;

/**
 * An operation as AWS's CLI takes it: `aws iam delete-user --user-name ana`. Names are turned as the CLI turns them; what a shell would
 * take for something else is quoted. https://docs.aws.amazon.com/cli/latest/reference/iam/
 */
export function awsCommand(service: string, operation: string, input: object = {}): string {
  const options = Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => formatOption(toDashes(name), value));
  const command = ["aws", service, toDashes(operation)].join(" ");
  const line = [command, ...options].join(" ");
  return line.length <= LINE_LENGTH_MAX ? line : [command, ...options].join(" \\\n    ");
}

/** `DeleteSSHPublicKey` → `delete-ssh-public-key`, `EnableMFADevice` → `enable-mfa-device` */
function toDashes(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

function formatOption(name: string, value: unknown): string {
  if (typeof value === "boolean") return value ? `--${name}` : `--no-${name}`;
  if (!Array.isArray(value)) return `--${name} ${quote(typeof value === "object" ? value : String(value))}`;
  return [`--${name}`, ...value.map((item) => quote(item))].join(" ");
}

/** A word of a POSIX shell. */
function quote(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
