/**
 * What a service's contract is made of. The models behind it are AWS's own; names are AWS's spelling.
 * Protocols walk these values; services see only the types that are generated from them.
 */

export type ProtocolName = "query" | "json" | "rest-json";

/** Where a member of a REST operation travels. Absent: in the body. */
export type MemberLocation = "querystring" | "header" | "uri";

interface NamedShape {
  /** AWS's name of the shape. */
  readonly name: string;
  /** The value must not appear in logs or audit records. */
  readonly sensitive: boolean;
}

export interface Member {
  /** The name in inputs and outputs. */
  readonly name: string;
  /** The name on the wire. */
  readonly wireName: string;
  readonly shape: Shape;
  readonly required: boolean;
  readonly location?: MemberLocation;
}

export interface StructureShape extends NamedShape {
  readonly kind: "structure";
  readonly members: readonly Member[];
  /** Exactly one member is set. */
  readonly union: boolean;
}

/** `minSize` and `maxSize` count elements, or entries of a map. */
export interface ListShape extends NamedShape {
  readonly kind: "list";
  readonly element: Shape;
  readonly minSize?: number;
  readonly maxSize?: number;
}

export interface MapShape extends NamedShape {
  readonly kind: "map";
  readonly key: StringShape;
  readonly value: Shape;
  readonly minSize?: number;
  readonly maxSize?: number;
}

/** A regular expression that the whole value must match. */
export interface Pattern {
  /** As AWS publishes it and names it in messages. */
  readonly text: string;
  /** The same for `new RegExp(source, "u")`, anchored at both ends. */
  readonly source: string;
}

/** Lengths count code points. */
export interface StringShape extends NamedShape {
  readonly kind: "string";
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: Pattern;
  readonly values?: readonly string[];
}

export interface NumberShape extends NamedShape {
  readonly kind: "integer" | "long" | "float" | "double";
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanShape extends NamedShape {
  readonly kind: "boolean";
}

/** A `Date` in inputs and outputs; `format` is its form on the wire. */
export interface TimestampShape extends NamedShape {
  readonly kind: "timestamp";
  readonly format: "iso8601" | "epochSeconds";
}

/** A `Uint8Array` in inputs and outputs. Lengths count bytes. */
export interface BlobShape extends NamedShape {
  readonly kind: "blob";
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Free JSON. */
export interface DocumentShape extends NamedShape {
  readonly kind: "document";
}

export type Shape =
  | StructureShape
  | ListShape
  | MapShape
  | StringShape
  | NumberShape
  | BooleanShape
  | TimestampShape
  | BlobShape
  | DocumentShape;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** The input or output of an operation that takes or gives nothing. */
export type Empty = Readonly<Record<string, never>>;

export interface ErrorContract {
  /** As it appears on the wire: `NoSuchEntity`. */
  readonly code: string;
  /** AWS's name of the shape: `NoSuchEntityException`. */
  readonly shapeName: string;
  readonly httpStatus: number;
  /** Whose fault it is: `Sender` and `Receiver` in the Query protocol. */
  readonly fault: "client" | "server";
  /** The message and whatever else the error carries. */
  readonly shape: StructureShape;
}

/** How an operation is paged. Each text is a member's name. */
export interface PageContract {
  readonly inputToken: string;
  readonly outputToken: string;
  readonly limit?: string;
  /** The boolean that says that there is more. */
  readonly moreResults?: string;
  readonly results: readonly string[];
}

export interface OperationContract {
  readonly name: string;
  readonly http: {
    readonly method: string;
    /** With labels, `{authorizationId}`, where members stand in it. */
    readonly path: string;
    readonly status: number;
  };
  readonly input: StructureShape;
  /** Absent where the operation answers with nothing. */
  readonly output?: StructureShape;
  readonly errors: readonly ErrorContract[];
  readonly page?: PageContract;
  /** Called without a signature, as AssumeRoleWithWebIdentity is. */
  readonly unsigned: boolean;
}

/** The ways in which an input can break its contract. */
export type Constraint =
  | "required"
  | "pattern"
  | "minLength"
  | "maxLength"
  | "minSize"
  | "maxSize"
  | "minimum"
  | "maximum"
  | "values"
  | "union"
  | "element";

/** An error's message and what else it carries. */
interface ErrorText {
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
}

/** How a service says that an input breaks its contract. */
export interface InputErrors {
  readonly code: string;
  /** Whether the message repeats the value. */
  readonly showsValue: boolean;
  readonly details?: Readonly<Record<string, string>>;
  /**
   * What a value must be like, in words that stand in the place of its pattern and of all else that is wrong; by the member as
   * messages write it.
   */
  readonly patternSentences?: Readonly<Record<string, string>>;
  /** Where the service has an error of its own for one member of its inputs: the code, by the member as messages write it. */
  readonly memberCodes?: Readonly<Record<string, string>>;
  /** Where the service names one reason instead of listing what is wrong. */
  readonly reasons?: Readonly<Record<Constraint, ErrorText>>;
}

/** Put together on first use: a process asks for few of a service's operations. */
export interface OperationTable {
  /** In alphabetical order. */
  readonly names: readonly string[];
  get(name: string): OperationContract | undefined;
}

/** What a service is called, and how it is spoken to. */
export interface ServiceProfile {
  readonly service: ServiceName;
  /** AWS's service id, such as `SSO Admin`. */
  readonly serviceId: string;
  readonly fullName: string;
  readonly protocol: ProtocolName;
  readonly apiVersion: string;
  readonly endpointPrefix: string;
  /** The service in a signature's credential scope. */
  readonly signingName: string;
  readonly globalEndpoint?: string;
  /** Query alone. */
  readonly xmlNamespace?: string;
  /** JSON alone: what stands before the dot in X-Amz-Target. */
  readonly targetPrefix?: string;
  readonly inputErrors: InputErrors;
}

export interface ServiceContract extends ServiceProfile {
  readonly operations: OperationTable;
  /** By code. */
  readonly errors: ReadonlyMap<string, ErrorContract>;
}

export const serviceNames = [
  "iam",
  "sts",
  "organizations",
  "account",
  "sso-admin",
  "identitystore",
  "sso",
  "sso-oidc",
  "iam-toolbox",
  "rolecall",
  "rolesanywhere",
  "cloudtrail",
] as const;

export type ServiceName = (typeof serviceNames)[number];
