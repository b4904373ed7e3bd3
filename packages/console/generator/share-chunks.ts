import { dirname, join } from "node:path";
import type { Rolldown } from "vite";
import { type Graph, type GraphModule, planChunks } from "./plan-chunks.ts";

type ModuleInfoOf = Rolldown.ChunkingContext["getModuleInfo"];

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
          names ??= planChunks(readGraph(entry, (each) => context.getModuleInfo(each)));
          return names.get(id);
        },
      },
    ],
  };
}

/** Each module is read once: the plan asks for them a thousand times. */
function readGraph(entry: string, infoOf: ModuleInfoOf): Graph {
  const known = new Map<string, GraphModule | undefined>();
  return {
    entry,
    moduleOf(id) {
      if (!known.has(id)) known.set(id, readModule(id, infoOf));
      return known.get(id);
    },
  };
}

function readModule(id: string, infoOf: ModuleInfoOf): GraphModule | undefined {
  const found = infoOf(id);
  if (found === null) return undefined;
  const { importedIds, dynamicallyImportedIds: parts, code } = found;
  const bytes = code?.length ?? 0;
  if (readIndex(id, infoOf) !== undefined) return { imports: [], parts, bytes };
  const imported = namesImported(code ?? "");
  const imports = importedIds.flatMap((each) => {
    const index = readIndex(each, infoOf);
    if (index === undefined) return [each];
    return [each, ...[...imported].flatMap((name) => index.get(name) ?? [])];
  });
  return { imports, parts, bytes };
}

/**
 * The policy engine's index, which hands on what others export: who imports one name of it needs that name's module, and none of the
 * others, as the bundler sees to (`sideEffects: false`). Undefined for any other module.
 */
function readIndex(id: string, infoOf: ModuleInfoOf): ReadonlyMap<string, string> | undefined {
  if (!id.endsWith("/packages/policy/src/index.ts")) return undefined;
  const code = infoOf(id)?.code ?? "";
  const found = [...code.matchAll(/export \{([^}]*)\} from "([^"]+)"/g)].flatMap(
    ([, names = "", from = ""]) => namesIn(names).map((name) => [name, join(dirname(id), from)] as const),
  );
  return new Map(found);
}

function namesImported(code: string): ReadonlySet<string> {
  return new Set([...code.matchAll(/import \{([^}]*)\} from/g)].flatMap(([, names = ""]) => namesIn(names)));
}

/** `a, b as c` → `a`, `b` */
function namesIn(list: string): readonly string[] {
  return list.split(",").flatMap((each) => /^\s*(\w+)/.exec(each)?.[1] ?? []);
}
