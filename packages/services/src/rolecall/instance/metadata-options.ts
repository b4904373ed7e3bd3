/** Source: EC2 API Reference, InstanceMetadataOptionsRequest; EC2 User Guide, "Condition keys for the instance metadata service". */
import type { MetadataOptions } from "@rolecall/contracts/rolecall";
import type { ContextValue } from "@rolecall/policy";
import type { InstanceMetadataOptions } from "@rolecall/store";

/** Tokens are asked for, and their answer goes no further than the machine. */
const DEFAULT_OPTIONS: InstanceMetadataOptions = {
  httpTokens: "required",
  httpPutResponseHopLimit: 1,
  isEndpointEnabled: true,
  areTagsEnabled: false,
};

/** What is left out stays as it is. */
export function readMetadataOptions(
  given: MetadataOptions = {},
  present: InstanceMetadataOptions = DEFAULT_OPTIONS,
): InstanceMetadataOptions {
  const { HttpTokens, HttpPutResponseHopLimit, HttpEndpoint, InstanceMetadataTags } = given;
  return {
    httpTokens: HttpTokens ?? present.httpTokens,
    httpPutResponseHopLimit: HttpPutResponseHopLimit ?? present.httpPutResponseHopLimit,
    isEndpointEnabled: isOn(HttpEndpoint) ?? present.isEndpointEnabled,
    areTagsEnabled: isOn(InstanceMetadataTags) ?? present.areTagsEnabled,
  };
}

function isOn(given: "enabled" | "disabled" | undefined): boolean | undefined {
  return given === undefined ? undefined : given === "enabled";
}

export function metadataOptionsToWire(options: InstanceMetadataOptions): MetadataOptions {
  return {
    HttpTokens: options.httpTokens,
    HttpPutResponseHopLimit: options.httpPutResponseHopLimit,
    HttpEndpoint: options.isEndpointEnabled ? "enabled" : "disabled",
    InstanceMetadataTags: options.areTagsEnabled ? "enabled" : "disabled",
  };
}

/** What policies ask that keep machines to tokens. */
export function metadataKeys(
  options: InstanceMetadataOptions,
): readonly (readonly [key: string, value: ContextValue])[] {
  return [
    ["ec2:metadatahttptokens", options.httpTokens],
    ["ec2:metadatahttpputresponsehoplimit", String(options.httpPutResponseHopLimit)],
    ["ec2:metadatahttpendpoint", options.isEndpointEnabled ? "enabled" : "disabled"],
    ["ec2:instancemetadatatags", options.areTagsEnabled ? "enabled" : "disabled"],
  ];
}
