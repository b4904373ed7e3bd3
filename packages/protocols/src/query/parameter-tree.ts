import { limits } from "../limits.ts";
import { decodeUri } from "./uri-encoding.ts";

/** A parameter as it was sent: the name is decoded, the value is not yet. */
interface Parameter {
  readonly name: string;
  readonly rawValue: string;
}

/**
 * A name, or the part of one that ends before a dot, with what is below it. Names are taken apart level by level, where a
 * contract asks for them and no further, each looked at once a level: what a request costs grows with its length alone.
 */
export class ParameterNode {
  /** Where the next segment begins in the names below. */
  readonly #start: number;
  readonly #depth: number;
  #rawValue: string | undefined = undefined;
  /** What was not taken apart yet. */
  #below: Parameter[] | undefined = undefined;
  #children: Map<string, ParameterNode> | undefined = undefined;

  private constructor(start: number, depth: number) {
    this.#start = start;
    this.#depth = depth;
  }

  /** The node above all names. */
  static root(): ParameterNode {
    return new ParameterNode(0, 0);
  }

  /** Of a name that comes twice, the first value. */
  get value(): string | undefined {
    return this.#rawValue === undefined ? undefined : decodeUri(this.#rawValue);
  }

  /** Whether there are names that begin with this one and a dot. */
  get hasBelow(): boolean {
    return this.#below !== undefined || this.#children !== undefined;
  }

  child(segment: string): ParameterNode | undefined {
    return this.#split()?.get(segment);
  }

  /** What stands behind this name and its dot, before the next dot, each once. */
  segments(): Iterable<string> {
    return this.#split()?.keys() ?? [];
  }

  /** Puts a parameter below this node. */
  add(name: string, rawValue: string): void {
    this.#children ??= new Map();
    const dot = name.indexOf(".", this.#start);
    const end = dot < 0 ? name.length : dot;
    const segment = name.slice(this.#start, end);
    let child = this.#children.get(segment);
    if (child === undefined) {
      child = new ParameterNode(end + 1, this.#depth + 1);
      this.#children.set(segment, child);
    }
    if (dot < 0) child.#rawValue ??= rawValue;
    else child.#keepBelow({ name, rawValue });
  }

  #keepBelow(parameter: Parameter): void {
    // Deeper names than the limit have no member in any contract.
    if (this.#depth > limits.nameDepth) return;
    this.#below ??= [];
    this.#below.push(parameter);
  }

  #split(): ReadonlyMap<string, ParameterNode> | undefined {
    const below = this.#below;
    if (below === undefined) return this.#children;
    this.#below = undefined;
    for (const { name, rawValue } of below) this.add(name, rawValue);
    return this.#children;
  }
}
