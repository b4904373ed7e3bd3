/**
 * A contract as it is stored: the same facts as the vocabulary's, with shapes referred to by name, so that it is JSON.
 * The generator writes it, `linkContract` reads it. Absent means the ordinary case.
 */
import type {
  MemberLocation,
  PageContract,
  ServiceName,
  ServiceProfile,
  TimestampShape,
} from "./vocabulary.ts";

export interface MemberData {
  readonly shape: string;
  readonly wireName?: string;
  readonly location?: MemberLocation;
  readonly required?: true;
}

interface Sensitive {
  readonly sensitive?: true;
}

/** `min` and `max` are lengths, sizes or values, as the kind has it. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface StructureData extends Sensitive {
  readonly kind: "structure";
  readonly members: Readonly<Record<string, MemberData>>;
  readonly union?: true;
}

interface ListData extends Sensitive, Bounds {
  readonly kind: "list";
  readonly element: string;
}

interface MapData extends Sensitive, Bounds {
  readonly kind: "map";
  readonly key: string;
  readonly value: string;
}

export interface StringData extends Sensitive, Bounds {
  readonly kind: "string";
  /** As published. */
  readonly pattern?: string;
  /** The same for the flag `u`, where the published one does not compile. */
  readonly patternSource?: string;
  readonly values?: readonly string[];
}

interface NumberData extends Sensitive, Bounds {
  readonly kind: "integer" | "long" | "float" | "double";
}

interface TimestampData extends Sensitive {
  readonly kind: "timestamp";
  readonly format: TimestampShape["format"];
}

interface BlobData extends Sensitive, Bounds {
  readonly kind: "blob";
}

interface PlainData extends Sensitive {
  readonly kind: "boolean" | "document";
}

export type ShapeData =
  | StructureData
  | ListData
  | MapData
  | StringData
  | NumberData
  | TimestampData
  | BlobData
  | PlainData;

/** Keyed by the shape's name. */
export interface ErrorData {
  readonly code: string;
  readonly httpStatus: number;
  readonly fault: "client" | "server";
}

export interface OperationData {
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly input?: string;
  readonly output?: string;
  /** Names of shapes. */
  readonly errors: readonly string[];
  readonly page?: PageContract;
  readonly unsigned?: true;
}

export interface ServiceData extends ServiceProfile {
  readonly operations: Readonly<Record<string, OperationData>>;
  readonly errors: Readonly<Record<string, ErrorData>>;
  readonly shapes: Readonly<Record<string, ShapeData>>;
}

/** What is enough to tell which service and operation a request is for. */
export interface ServiceIndex
  extends Pick<ServiceProfile, "protocol" | "apiVersion" | "signingName" | "targetPrefix"> {
  readonly operations: Readonly<Record<string, OperationIndex>>;
}

export interface OperationIndex {
  readonly unsigned?: true;
  /** REST alone. */
  readonly method?: string;
  readonly path?: string;
}

export type ContractIndex = Readonly<Record<ServiceName, ServiceIndex>>;
