import { Mistake } from "../../mistake.ts";

/** The one file that a command works on. @throws Mistake where there is none, or more */
export function oneFile(positionals: readonly string[]): string {
  const [file, more] = positionals;
  if (file === undefined || file === "") throw new Mistake("name the file of the backup.");
  if (more !== undefined) throw new Mistake(`"${more}" is one too many: a backup is one file.`);
  return file;
}
