import {
  type CompiledPolicy,
  type CompiledPolicySet,
  compilePolicy,
  compilePolicySet,
  type Finding,
  type PolicyKind,
  type PolicyLayers,
  parsePolicy,
  type Statement,
} from "@rolecall/policy";
import type { PolicyFiles } from "./explain-arguments.ts";
import type { PolicyFile } from "./read-document.ts";

type FileLayer = keyof PolicyFiles;

export type ReadFiles = { readonly [Layer in FileLayer]: readonly PolicyFile[] };

const FILE_KINDS: Readonly<Record<FileLayer, PolicyKind>> = {
  identity: "identity",
  resource: "resource",
  trust: "trust",
  boundary: "boundary",
  session: "session",
  serviceControl: "serviceControl",
  resourceControl: "resourceControl",
  endpoint: "resource",
};

/** The policies of a command line, and where they came from. */
export class CompiledFiles {
  readonly sources = new Map<CompiledPolicy, PolicyFile>();
  /** Which file a statement stands in. */
  readonly statements = new Map<Statement, PolicyFile>();
  /** INVARIANT: where there are errors, layers are missing. */
  readonly errors: { readonly source: PolicyFile; readonly finding: Finding }[] = [];
  readonly layers: PolicyLayers;

  constructor(files: ReadFiles, action: string) {
    const compiled = (layer: FileLayer) =>
      files[layer].flatMap((source) => this.compile(source, FILE_KINDS[layer]));
    const session = setOf(compiled("session"));
    this.layers = present({
      identity: setOf(compiled("identity")),
      resource: setOf(compiled("resource")) ?? setOf(compiled("trust")),
      // Keys, as roles, cannot be used without their own policy's consent (KMS Developer Guide, "Key policies").
      resourcePolicyRequired: files.trust.length > 0 || (files.resource.length > 0 && /^kms:/i.test(action)),
      boundary: setOf(compiled("boundary")),
      session: session && [session],
      serviceControl: levelsOf(compiled("serviceControl")),
      resourceControl: levelsOf(compiled("resourceControl")),
      endpoint: setOf(compiled("endpoint")),
    });
  }

  private compile(source: PolicyFile, kind: PolicyKind): readonly CompiledPolicy[] {
    const result = parsePolicy(source.text, kind);
    if (!result.ok) {
      for (const finding of result.findings) this.errors.push({ source, finding });
      return [];
    }
    const compiled = compilePolicy(result.policy);
    this.sources.set(compiled, source);
    for (const statement of result.policy.statements) this.statements.set(statement, source);
    return [compiled];
  }
}

function setOf(policies: readonly CompiledPolicy[]): CompiledPolicySet | undefined {
  return policies.length === 0 ? undefined : compilePolicySet(policies);
}

/** Each policy a level of its own. */
function levelsOf(policies: readonly CompiledPolicy[]): readonly CompiledPolicySet[] | undefined {
  return policies.length === 0 ? undefined : policies.map((policy) => compilePolicySet([policy]));
}

/** Without the layers that are not there. */
function present(
  layers: { readonly [Name in keyof PolicyLayers]: PolicyLayers[Name] | undefined },
): PolicyLayers {
  return Object.fromEntries(Object.entries(layers).filter(([, value]) => value !== undefined));
}
