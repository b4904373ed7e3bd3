import type { MemberData, OperationData, ServiceData, ShapeData, StringData } from "./contract-data.ts";
import type {
  ErrorContract,
  Member,
  OperationContract,
  OperationTable,
  ServiceContract,
  Shape,
  StringShape,
  StructureShape,
} from "./vocabulary.ts";

const nothing: StructureShape = {
  kind: "structure",
  name: "Empty",
  sensitive: false,
  members: [],
  union: false,
};

/**
 * Replaces the names of shapes by the shapes themselves. Each shape becomes one object, however often it is used, so that
 * what is compiled from a shape can be kept by its identity. Throws if a name leads nowhere.
 */
export function linkContract(data: ServiceData): ServiceContract {
  const { operations, errors, shapes, ...facts } = data;
  const linker = new ShapeLinker(shapes);
  const errorsByShape = new Map<string, ErrorContract>();
  for (const [shapeName, error] of Object.entries(errors)) {
    errorsByShape.set(shapeName, { ...error, shapeName, shape: linker.structure(shapeName) });
  }
  return {
    ...facts,
    operations: linkOperations(operations, (name, operation) =>
      linkOperation(name, operation, linker, errorsByShape),
    ),
    errors: new Map([...errorsByShape.values()].map((error) => [error.code, error])),
  };
}

function linkOperations(
  operations: Readonly<Record<string, OperationData>>,
  link: (name: string, operation: OperationData) => OperationContract,
): OperationTable {
  const linked = new Map<string, OperationContract>();
  return {
    names: Object.keys(operations).sort(),
    get(name) {
      const known = linked.get(name);
      if (known !== undefined || !Object.hasOwn(operations, name)) return known;
      const contract = link(name, present(operations[name], name));
      linked.set(name, contract);
      return contract;
    },
  };
}

function linkOperation(
  name: string,
  data: OperationData,
  linker: ShapeLinker,
  errors: ReadonlyMap<string, ErrorContract>,
): OperationContract {
  return {
    name,
    http: { method: data.method, path: data.path, status: data.status ?? 200 },
    input: data.input === undefined ? nothing : linker.structure(data.input),
    ...(data.output !== undefined && { output: linker.structure(data.output) }),
    errors: data.errors.map((shapeName) => present(errors.get(shapeName), shapeName)),
    ...(data.page && { page: data.page }),
    unsigned: data.unsigned ?? false,
  };
}

class ShapeLinker {
  readonly #data: ReadonlyMap<string, ShapeData>;
  readonly #shapes = new Map<string, Shape>();

  constructor(data: Readonly<Record<string, ShapeData>>) {
    this.#data = new Map(Object.entries(data));
  }

  structure(name: string): StructureShape {
    const shape = this.shape(name);
    if (shape.kind !== "structure") throw new Error(`The shape ${name} is no structure.`);
    return shape;
  }

  shape(name: string): Shape {
    return this.#shapes.get(name) ?? this.#link(name, present(this.#data.get(name), name));
  }

  #link(name: string, data: ShapeData): Shape {
    const base = { name, sensitive: data.sensitive ?? false };
    switch (data.kind) {
      case "structure": {
        // Kept before its members are linked, since a structure may contain itself.
        const members: Member[] = [];
        const shape = this.#keep({ ...base, kind: data.kind, members, union: data.union ?? false });
        for (const [key, member] of Object.entries(data.members)) members.push(this.#member(key, member));
        return shape;
      }
      case "list":
        return this.#keep({ ...base, kind: data.kind, element: this.shape(data.element), ...sizes(data) });
      case "map":
        return this.#keep({
          ...base,
          kind: data.kind,
          key: this.#string(data.key),
          value: this.shape(data.value),
          ...sizes(data),
        });
      case "string":
        return this.#keep({ ...base, kind: data.kind, ...lengths(data), ...stringConstraints(data) });
      case "blob":
        return this.#keep({ ...base, kind: data.kind, ...lengths(data) });
      case "timestamp":
        return this.#keep({ ...base, kind: data.kind, format: data.format });
      case "boolean":
      case "document":
        return this.#keep({ ...base, kind: data.kind });
      default:
        return this.#keep({ ...base, kind: data.kind, ...range(data) });
    }
  }

  /** A list that contains itself is linked twice; the first stays. */
  #keep(shape: Shape): Shape {
    const known = this.#shapes.get(shape.name);
    if (known !== undefined) return known;
    this.#shapes.set(shape.name, shape);
    return shape;
  }

  #member(name: string, data: MemberData): Member {
    return {
      name,
      wireName: data.wireName ?? name,
      shape: this.shape(data.shape),
      required: data.required ?? false,
      ...(data.location && { location: data.location }),
    };
  }

  #string(name: string): StringShape {
    const shape = this.shape(name);
    if (shape.kind !== "string") throw new Error(`The map key ${name} is no string.`);
    return shape;
  }
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function lengths({ min, max }: Bounds): { minLength?: number; maxLength?: number } {
  return { ...(min !== undefined && { minLength: min }), ...(max !== undefined && { maxLength: max }) };
}

function sizes({ min, max }: Bounds): { minSize?: number; maxSize?: number } {
  return { ...(min !== undefined && { minSize: min }), ...(max !== undefined && { maxSize: max }) };
}

function range({ min, max }: Bounds): { minimum?: number; maximum?: number } {
  return { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
}

function stringConstraints({
  pattern,
  patternSource,
  values,
}: StringData): Pick<StringShape, "pattern" | "values"> {
  return {
    ...(pattern !== undefined && { pattern: { text: pattern, source: `^(?:${patternSource ?? pattern})$` } }),
    ...(values && { values }),
  };
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`The shape ${name} is not there.`);
  return value;
}
