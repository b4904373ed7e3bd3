// Plain JavaScript, in words that a Node of years ago understands: it runs before it is known which one this is.

const REQUIRED_MAJOR = 26;

/** Whether a version of Node, such as `26.10.0`, can run Rolecall. */
export function isNewEnough(version = process.versions.node) {
  return Number.parseInt(version, 10) >= REQUIRED_MAJOR;
}

/** What to tell who runs it with another. */
export function explainOldNode() {
  return (
    `Rolecall runs on Node ${REQUIRED_MAJOR}, and this is Node ${process.versions.node} on ${process.platform}-${process.arch}: npm ci brings the right one ` +
    "for linux-x64, linux-arm64 and darwin-arm64 and npm's scripts use it; elsewhere install it and put it first in PATH."
  );
}
