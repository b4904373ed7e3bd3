import Box from "@cloudscape-design/components/box";
import type { Policy } from "@rolecall/policy";
import { type AccessReference, describePolicy, describeTrust, renderShort } from "@rolecall/policy/describe";
import type { ReactNode } from "react";
import { EntityName } from "../entity-name.tsx";
import { formatDuration } from "../format-duration.ts";
import { useAccessReference } from "../policy-words/use-access-reference.ts";
import { EntityIcon, PolicyIcon, RoleIcon } from "./entity-icon.tsx";
import type { PicturedPolicy, PicturedRole } from "./pictured-role.ts";
import { RoleSentence } from "./role-sentence.tsx";
import "./role-picture.css";

interface RolePictureProps {
  readonly role: PicturedRole;
  readonly accountId: string;
  /** The half that the page edits now. */
  readonly lit?: "trust" | "permissions" | undefined;
}

/** More of a side are counted. */
const BOXES_MAX = 3;

/** A role as one sentence and one picture: who may assume it, for how long, and what it may do. */
export function RolePicture({ role, accountId, lit }: RolePictureProps) {
  const reference = useAccessReference();
  if (reference === undefined) return <div className="rc-picture-loading" />;
  return (
    <div className="rc-picture-whole">
      <RoleSentence role={role} reference={reference} accountId={accountId} />
      <div className="rc-picture">
        <Half title="1 · Trust: who may assume it" isLit={lit === "trust"}>
          <TrustBoxes trust={role.trust} reference={reference} accountId={accountId} />
        </Half>
        <Arrow>assumes</Arrow>
        <Half title="The role">
          <PictureBox icon={<RoleIcon />} isRole title={role.title ?? role.name}>
            {`for up to ${formatDuration(role.maxSessionSeconds)} at a time`}
          </PictureBox>
        </Half>
        <Arrow>may</Arrow>
        <Half title="2 · Permissions: what it may do" isLit={lit === "permissions"}>
          <PolicyBoxes policies={role.policies} reference={reference} accountId={accountId} />
        </Half>
      </div>
    </div>
  );
}

interface HalfProps {
  readonly title: string;
  readonly isLit?: boolean;
  readonly children: ReactNode;
}

function Half({ title, isLit = false, children }: HalfProps) {
  return (
    <div className={isLit ? "rc-half rc-half-lit" : "rc-half"}>
      <div className="rc-half-title">
        {title}
        {isLit && <span className="sr"> (this is edited here)</span>}
      </div>
      {children}
    </div>
  );
}

function Arrow({ children }: { readonly children: string }) {
  return (
    <div className="rc-arrow">
      <span>{children}</span>
    </div>
  );
}

interface PictureBoxProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly isRole?: boolean;
  readonly children?: ReactNode;
}

function PictureBox({ icon, title, isRole = false, children }: PictureBoxProps) {
  return (
    <div className={isRole ? "rc-box rc-box-role" : "rc-box"}>
      {icon}
      <div>
        <b>
          <EntityName name={title} />
        </b>
        <div className="rc-box-quiet">{children}</div>
      </div>
    </div>
  );
}

interface TrustBoxesProps {
  readonly trust: Policy | undefined;
  readonly reference: AccessReference;
  readonly accountId: string;
}

function TrustBoxes({ trust, reference, accountId }: TrustBoxesProps) {
  if (trust === undefined) return <Box color="text-body-secondary">Nobody is chosen yet</Box>;
  const entities = describeTrust(trust, reference, { accountId }).entities;
  if (entities.length === 0) return <Box color="text-body-secondary">Nobody</Box>;
  return (
    <>
      {entities.slice(0, BOXES_MAX).map(({ kind, words, value, condition, assumesBy, statement }) => (
        <PictureBox
          key={`${statement} ${value}`}
          icon={<EntityIcon kind={kind} size="medium" />}
          title={words.replace(/^./, (first) => first.toUpperCase())}
        >
          {assumesBy === undefined ? "can not assume it by this policy" : condition || value}
        </PictureBox>
      ))}
      <More count={entities.length - BOXES_MAX} noun="trusted" />
    </>
  );
}

interface PolicyBoxesProps {
  readonly policies: readonly PicturedPolicy[];
  readonly reference: AccessReference;
  readonly accountId: string;
}

function PolicyBoxes({ policies, reference, accountId }: PolicyBoxesProps) {
  if (policies.length === 0) return <Box color="text-body-secondary">Nothing yet</Box>;
  return (
    <>
      {policies.slice(0, BOXES_MAX).map(({ name, policy }) => (
        <PictureBox key={name} icon={<PolicyIcon />} title={name}>
          {policy === undefined
            ? "not readable by you"
            : renderShort(describePolicy(policy, reference, { accountId })).replace(
                /^[A-Z](?=[a-z])/,
                (first) => first.toLowerCase(),
              )}
        </PictureBox>
      ))}
      <More count={policies.length - BOXES_MAX} noun="policies" />
    </>
  );
}

function More({ count, noun }: { readonly count: number; readonly noun: string }) {
  return count > 0 ? <div className="rc-box-quiet">{`and ${count} more ${noun}`}</div> : null;
}
