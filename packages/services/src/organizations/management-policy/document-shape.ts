/**
 * What the documents of a type are made of, where AWS's guide lists it whole. Of the other types, whose services add members over
 * time, the operators' grammar alone is asked.
 */
import type { ManagementPolicyType } from "../policy-type.ts";
import type { PolicyNode, Scalar, ValueOperator } from "./policy-node.ts";

/** `each`: members of any name, all of one shape. `members`: those alone. `values`: a value, and which. */
type Shape =
  | { readonly each: Shape }
  | { readonly members: Readonly<Record<string, Shape>>; readonly each?: Shape }
  | { readonly values: readonly Scalar[] | "any"; readonly operators?: readonly ValueOperator[] };

const ANY: Shape = { values: "any" };
const IN_REGIONS: Shape = { members: { enable_in_regions: ANY, disable_in_regions: ANY } };

/** Source: Organizations User Guide, the page of each type's syntax. */
const SHAPES: Readonly<Partial<Record<ManagementPolicyType, Shape>>> = {
  TAG_POLICY: {
    members: {
      tags: {
        each: {
          members: { tag_key: ANY, tag_value: ANY, enforced_for: ANY, report_required_tag_for: ANY },
        },
      },
    },
  },
  AISERVICES_OPT_OUT_POLICY: {
    members: {
      services: {
        each: {
          members: { opt_out_policy: { values: ["optIn", "optOut"], operators: ["@@assign"] } },
        },
      },
    },
  },
  SECURITYHUB_POLICY: { members: { securityhub: IN_REGIONS } },
  S3_POLICY: {
    members: {
      s3_attributes: {
        members: { public_access_block_configuration: { values: ["all", "none"], operators: ["@@assign"] } },
      },
    },
  },
};

/** Whether a document that was read has the type's shape. */
export function hasShape(type: ManagementPolicyType, document: PolicyNode): boolean {
  const shape = SHAPES[type];
  return shape === undefined || fits(document, shape);
}

function fits(node: PolicyNode, shape: Shape): boolean {
  if ("values" in shape) return node.members.size === 0 && fitsValues(node, shape);
  if (node.assign !== undefined || node.append !== undefined || node.remove !== undefined) return false;
  const members = "members" in shape ? new Map(Object.entries(shape.members)) : undefined;
  return [...node.members].every(([name, member]) => {
    const inner = members?.get(name) ?? shape.each;
    return inner !== undefined && fits(member, inner);
  });
}

function fitsValues(
  { assign, append, remove }: PolicyNode,
  { values, operators }: Extract<Shape, { readonly values: unknown }>,
): boolean {
  const onlyAssigns = operators !== undefined && !operators.includes("@@append");
  if (onlyAssigns && (append !== undefined || remove !== undefined)) return false;
  if (values === "any" || assign === undefined) return true;
  return !Array.isArray(assign) && values.includes(assign as Scalar);
}
