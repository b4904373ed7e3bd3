import {
  CHILD_CONTROL,
  type PolicyNode,
  type Scalar,
  VALUE_OPERATORS,
  type Value,
  type ValueOperator,
} from "./policy-node.ts";

/** Levels of members. The deepest documents of AWS's guide, of backups, have nine. */
const DEPTH_MAX = 20;

/**
 * Reads a document: one member, of the type's name, with members and operators in it. Its size is bounded by the type's quota
 * before it is read, its depth here, so that the work is linear in the text.
 * @returns undefined where it is no management policy: AWS tells no more than that.
 */
export function readManagementPolicy(text: string, rootKey: string): PolicyNode | undefined {
  const document = parseJson(text);
  if (!isObject(document)) return undefined;
  const names = Object.keys(document);
  if (names.length !== 1 || names[0] !== rootKey) return undefined;
  return readNode(document, 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readNode(value: unknown, depth: number): PolicyNode | undefined {
  if (!isObject(value) || depth > DEPTH_MAX) return undefined;
  const members = new Map<string, PolicyNode>();
  const operators: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (name.startsWith("@@")) {
      operators[name] = inner;
      continue;
    }
    const member = readNode(inner, depth + 1);
    const identity = name.toLowerCase();
    if (member === undefined || members.has(identity)) return undefined;
    members.set(identity, member);
  }
  const read = readOperators(operators);
  const isEmpty = members.size === 0 && Object.keys(operators).length === 0;
  const isMixed = members.size > 0 && VALUE_OPERATORS.some((operator) => operator in operators);
  return read === undefined || isMixed || (isEmpty && depth === 0) ? undefined : { members, ...read };
}

function readOperators(operators: JsonObject): Omit<PolicyNode, "members"> | undefined {
  const {
    "@@assign": assign,
    "@@append": append,
    "@@remove": remove,
    [CHILD_CONTROL]: control,
    ...rest
  } = operators;
  const allowedBelow = control === undefined ? undefined : readControl(control);
  const isRead =
    Object.keys(rest).length === 0 &&
    (assign === undefined || isValue(assign)) &&
    (append === undefined || isScalars(append)) &&
    (remove === undefined || isScalars(remove)) &&
    (control === undefined || allowedBelow !== undefined);
  if (!isRead) return undefined;
  return {
    ...(assign !== undefined && { assign }),
    ...(append !== undefined && { append }),
    ...(remove !== undefined && { remove }),
    ...(allowedBelow !== undefined && { allowedBelow }),
  };
}

/** `["@@all"]`, `["@@none"]`, or some of the three. */
function readControl(control: unknown): ReadonlySet<ValueOperator> | undefined {
  if (!isScalars(control) || control.length === 0) return undefined;
  if (control.length === 1 && control[0] === "@@all") return new Set(VALUE_OPERATORS);
  if (control.length === 1 && control[0] === "@@none") return new Set();
  const known = VALUE_OPERATORS.filter((operator) => control.includes(operator));
  return known.length === control.length ? new Set(known) : undefined;
}

function isValue(value: unknown): value is Value {
  return isScalar(value) || isScalars(value);
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isScalars(value: unknown): value is readonly Scalar[] {
  return Array.isArray(value) && value.every(isScalar);
}
