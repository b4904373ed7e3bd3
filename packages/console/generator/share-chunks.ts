import type { Rolldown } from "vite";
import { planChunks } from "./plan-chunks.ts";

/**
 * Which modules share a file, as the bundler takes it: planned over all modules, once they are known.
 * @param entry The script of the shell.
 */
export function shareChunks(entry: string): Rolldown.CodeSplittingOptions {
  let names: ReadonlyMap<string, string> | undefined;
  return {
    // The plan says it of every module; what one imports is not to be drawn into its file.
    includeDependenciesRecursively: false,
    groups: [
      {
        debugName: "planned",
        name: (id, context) => {
          names ??= planChunks({
            entry,
            moduleOf(each) {
              const found = context.getModuleInfo(each);
              if (found === null) return undefined;
              const { importedIds: imports, dynamicallyImportedIds: parts, code } = found;
              return { imports, parts, bytes: code?.length ?? 0 };
            },
          });
          return names.get(id);
        },
      },
    ],
  };
}
