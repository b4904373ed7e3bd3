// Plain JavaScript, in words that a Node of years ago understands: it runs before it is known which one this is.

/** As `engines` of the package says. A clone runs on one version, which it brings: server/bin/node-version.js. */
const REQUIRED_MAJOR = 24;

/** Whether a version of Node, such as `26.10.0`, can run what npm installed. */
export function isNewEnough(version = process.versions.node) {
  return Number.parseInt(version, 10) >= REQUIRED_MAJOR;
}

/** What to tell who runs it with another. */
export function explainOldNode(version = process.versions.node) {
  return `Rolecall needs Node ${REQUIRED_MAJOR} or newer, and this is Node ${version}: install one, and put it first in PATH.`;
}
