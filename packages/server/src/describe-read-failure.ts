/** Why a file that somebody named could not be read, in words without a full stop. */
export function describeReadFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : WORDS.get(code)) ?? `it cannot be read: ${message}`;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such file: a part of its path is a file and no folder"],
  ["EISDIR", "this is a folder, and a file is needed"],
  ["EACCES", "this user may not read it (EACCES)"],
  ["EPERM", "this user may not read it (EPERM)"],
  ["ENAMETOOLONG", "its name is too long"],
]);
