import type { BundledPackage } from "./bundled-packages.ts";

/** What the document is about. */
interface Described {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The bill of materials of the package in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): what was bundled, and what npm installs
 * beside it. It holds neither date nor random number: the same sources give the same text.
 */
export function renderSbom(described: Described, bundled: readonly BundledPackage[]): string {
  const own = purlOf(described);
  const beside = Object.entries(described.dependencies).map(([name, version]) => ({ name, version }));
  const refs = [...bundled, ...beside].map(purlOf);
  const document = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": own,
        name: described.name,
        version: described.version,
        description: described.description,
        licenses: [licenceOf(described.license)],
        purl: own,
      },
    },
    components: [
      ...bundled.map((each) => ({
        ...componentOf(each),
        licenses: [licenceOf(each.licence)],
        ...(each.sha512 !== undefined && { hashes: [{ alg: "SHA-512", content: each.sha512 }] }),
      })),
      ...beside.map(componentOf),
    ],
    dependencies: [{ ref: own, dependsOn: refs }, ...refs.map((ref) => ({ ref }))],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

interface Identified {
  readonly name: string;
  readonly version: string;
}

function componentOf(identified: Identified) {
  const [scope, name] = splitName(identified.name);
  const purl = purlOf(identified);
  return {
    type: "library",
    "bom-ref": purl,
    ...(scope !== undefined && { group: scope }),
    name,
    version: identified.version,
    purl,
  };
}

/** `@codemirror/view` → `@codemirror` and `view` */
function splitName(name: string): readonly [scope: string | undefined, name: string] {
  const slash = name.indexOf("/");
  return slash === -1 ? [undefined, name] : [name.slice(0, slash), name.slice(slash + 1)];
}

/** Package URL of npm: the at sign of a scope is escaped. */
function purlOf({ name, version }: Identified): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** One licence has an id, several to choose from are an expression. */
function licenceOf(licence: string) {
  return / (?:OR|AND|WITH) /.test(licence) ? { expression: licence } : { license: { id: licence } };
}
