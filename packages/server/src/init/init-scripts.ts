import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { isMissing } from "../installation/missing-file.ts";
import { Mistake } from "../mistake.ts";

/** A script that is run once the server answers. */
export interface InitScript {
  /** Of the file, without its folder. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** A folder of this many scripts is another folder. */
const SCRIPTS_MAX = 1_000;

/** What runs a file that nobody may execute, by the end of its name. */
const INTERPRETERS: ReadonlyMap<string, string> = new Map([
  [".sh", "sh"],
  [".js", process.execPath],
  [".mjs", process.execPath],
  [".py", "python3"],
]);

/**
 * The scripts of a folder, in the order of their names; hidden files are none.
 * @throws Mistake that names what cannot be run, before anything is
 */
export function readInitScripts(folder: string): readonly InitScript[] {
  const names = namesIn(folder)
    .filter((name) => !name.startsWith("."))
    .toSorted();
  if (names.length > SCRIPTS_MAX)
    throw new Mistake(`--init ${folder}: there are ${names.length} files, more than ${SCRIPTS_MAX}.`);
  return names.map((name) => readScript(folder, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOTDIR"
        ? "this is no folder."
        : isMissing(error)
          ? "there is no such folder."
          : `${message}.`;
    throw new Mistake(`--init ${folder}: ${why}`);
  }
}

function readScript(folder: string, name: string): InitScript {
  // A path, so that no script is looked for in PATH.
  const file = join(folder, name).replace(/^(?![/.])/, "./");
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Mistake(`--init ${folder}: ${name} is no file that could be run.`);
  if (isExecutable(file)) return { name, command: file, args: [] };
  const interpreter = INTERPRETERS.get(extname(name));
  if (interpreter !== undefined) return { name, command: interpreter, args: [file] };
  throw new Mistake(
    `--init ${folder}: ${name} is not executable, and its name ends with none of ${[...INTERPRETERS.keys()].join(", ")}.`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
