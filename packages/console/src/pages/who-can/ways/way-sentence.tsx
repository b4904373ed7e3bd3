import Link from "@cloudscape-design/components/link";
import type { ReactNode } from "react";
import { NodeSign } from "../picture/node-sign.tsx";
import type { BundledWay } from "./bundle-ways.ts";
import { entityHref } from "./entity-href.ts";
import { type ChainLink, readChain, type Stop } from "./read-chain.ts";
import { StepReasons } from "./step-reasons.tsx";
import { layerWords, needWords, shortName, whoKind, whoName } from "./way-words.ts";
import { askedSteps } from "./why-of-way.ts";

interface WaySentenceProps {
  readonly way: BundledWay;
  /** Its place in the list, from 1. */
  readonly number: number;
  readonly action: string;
  readonly ownAccountId: string;
  readonly whyHref: string | undefined;
  readonly context: Readonly<Record<string, readonly string[]>> | undefined;
}

/** The way that is lit, in a sentence; every name leads to its page. */
export function WaySentence({ way, number, action, ownAccountId, whyHref, context }: WaySentenceProps) {
  const { stops, links } = readChain(way);
  const { who } = way;
  const steps = askedSteps(way, ownAccountId);
  const reasons = (at: number) => {
    const asked = steps[at];
    return asked && <StepReasons key={JSON.stringify(asked)} asked={asked} context={context} />;
  };
  const kind = who.kind === "user" && who.principals.length > 1 ? "users" : who.kind;
  return (
    <p className="rc-way-sentence">
      <b>Way {number.toLocaleString("en")}</b> <NodeSign kind={kind} />{" "}
      <Named arn={who.principals.length === 1 ? who.principals[0] : undefined} ownAccountId={ownAccountId}>
        {whoName(who)}
      </Named>{" "}
      ({whoKind(who, ownAccountId)})
      {stops.map((stop, at) => (
        <span key={at}>
          {at > 0 && ", which"} {verbOf(stop, stops[at - 1], links[at]!)} <NodeSign kind={stop.kind} />{" "}
          <Named arn={stop.name} ownAccountId={ownAccountId}>
            {shortName(stop.name)}
          </Named>
          <Condition link={links[at]!} />
          {reasons(at)}
        </span>
      ))}
      {stops.length > 0 && ", which"} {mayWords(links.at(-1)!)} <code>{action}</code>
      <By by={links.at(-1)!.by} ownAccountId={ownAccountId} />
      <Condition link={links.at(-1)!} />
      {reasons(links.length - 1)}.{" "}
      {whyHref !== undefined && (
        <Link href={whyHref}>
          Why?<span className="sr"> This way, step by step</span>
        </Link>
      )}
    </p>
  );
}

interface NamedProps {
  readonly arn: string | undefined;
  readonly ownAccountId: string;
  readonly children: string;
}

function Named({ arn, ownAccountId, children }: NamedProps): ReactNode {
  const to = entityHref(arn, ownAccountId);
  if (to === undefined) return <b title={arn}>{children}</b>;
  return <Link href={to}>{children}</Link>;
}

function verbOf({ kind }: Stop, before: Stop | undefined, { step: { State } }: ChainLink): string {
  const isStopped = State === "stopped";
  if (kind === "service") return isStopped ? "would hand a role to" : "may hand a role to";
  if (before?.kind === "service") return "takes";
  return isStopped ? "would become" : "may assume";
}

function mayWords({ step }: ChainLink): string {
  return step.State === "stopped" ? "would be given" : "may";
}

function By({ by, ownAccountId }: { readonly by: string | undefined; readonly ownAccountId: string }) {
  if (by === undefined) return null;
  if (!by.startsWith("arn:"))
    return (
      <>
        , once it has given itself the permission by <code>{by}</code>
      </>
    );
  return (
    <>
      {" "}
      by group{" "}
      <Named arn={by} ownAccountId={ownAccountId}>
        {shortName(by)}
      </Named>
    </>
  );
}

function Condition({ link: { step } }: { readonly link: ChainLink }) {
  const { State, Needs, StoppedBy, Action } = step;
  if (State === "open") return null;
  if (State === "stopped") return <> (✕ stopped by a {layerWords(StoppedBy, Action)})</>;
  return (
    <>
      {" "}
      (◇ with{" "}
      {Needs.map((key, at) => (
        <span key={key}>
          {at > 0 && " and "}
          {needWords(key) === key ? <code>{key}</code> : <span title={key}>{needWords(key)}</span>}
        </span>
      ))}
      )
    </>
  );
}
