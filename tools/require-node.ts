/** The first line of every script: on an older Node, `node --test` finds no .ts file and still exits with 0. */
export function requireNode(): void {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 26) return;
  console.error(
    `This is Node ${process.versions.node}; Rolecall runs on the Node 26 that npm ci installs. ` +
      "Use the npm scripts, or put node_modules/.bin first in PATH.",
  );
  process.exit(1);
}
