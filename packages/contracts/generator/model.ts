/** The published service models (botocore's `service-2.json` and `paginators-1.json`), as far as they are read here. */

interface ModelReference {
  readonly shape: string;
}

export interface ModelMember extends ModelReference {
  readonly location?: string;
  readonly locationName?: string;
}

export interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, ModelMember>>;
  readonly required?: readonly string[];
  readonly member?: ModelMember;
  readonly key?: ModelMember;
  readonly value?: ModelMember;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly timestampFormat?: string;
  readonly sensitive?: boolean;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly flattened?: boolean;
  readonly exception?: boolean;
  readonly fault?: boolean;
  readonly error?: {
    readonly code?: string;
    readonly httpStatusCode?: number;
    readonly senderFault?: boolean;
  };
}

export interface ModelOperation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: ModelReference;
  readonly output?: ModelReference & { readonly resultWrapper?: string };
  readonly errors?: readonly ModelReference[];
  readonly authtype?: string;
}

export interface ModelPage {
  readonly input_token: string;
  readonly output_token: string;
  readonly limit_key?: string;
  readonly more_results?: string;
  readonly result_key: string | readonly string[];
}

interface ModelMetadata {
  readonly apiVersion: string;
  readonly endpointPrefix: string;
  readonly globalEndpoint?: string;
  readonly protocol: string;
  readonly serviceFullName: string;
  readonly serviceId: string;
  readonly signingName?: string;
  readonly targetPrefix?: string;
  readonly xmlNamespace?: string;
}

export interface ServiceModel {
  readonly metadata: ModelMetadata;
  readonly operations: Readonly<Record<string, ModelOperation>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
  readonly pages: Readonly<Record<string, ModelPage>>;
}
