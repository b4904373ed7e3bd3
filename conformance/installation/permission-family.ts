/** Rows of the permissions that operations take: those of a family are asked one after the other, on a ground of their own. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { OperationTable } from "@rolecall/contracts";
import { assertOutput } from "./output-shape.ts";
import { allow, checkPermission, type LimitedUser, type Need } from "./permission.ts";

/** An ARN, or more: the permission is `SERVICE:OPERATION` where it does not say another. */
export type On = string | (Omit<Need, "action"> & { readonly action?: string });

type OperationTypes<Operations> = {
  readonly [name in keyof Operations]: Operations[name] extends { readonly output: infer Output }
    ? Output
    : never;
};

/**
 * One operation.
 * @typeParam Ground what the family made before
 * @typeParam Operations the service's, of @rolecall/contracts
 */
export type PermissionRow<Ground, Operations> = GrantedRow<Ground, Operations> | CheckedRow<Ground>;

interface GrantedRow<Ground, Operations> {
  /** `answers` holds what the rows before it were answered. */
  readonly input: object | ((ground: Ground, answers: OperationTypes<Operations>) => object);
  /** What the permission is on: all are needed, and asked for in this order. `*` where it is absent. */
  readonly on?: (ground: Ground, answers: OperationTypes<Operations>) => On | readonly On[];
  /** Nobody needs a permission: no `on`. */
  readonly isFree?: true;
  /** The error that is answered once the permission is there; absent where it is done. */
  readonly answers?: string;
}

/** What decides is no policy of the caller's: the row finds out by itself that it is denied, and that it is done. */
interface CheckedRow<Ground> {
  readonly check: (ground: Ground) => Promise<unknown>;
}

/** In the order in which they are asked: what one does the next may need. */
export type PermissionRows<Ground, Operations> = {
  readonly [name in keyof Operations]?: PermissionRow<Ground, Operations>;
};

/** The rows of one family. */
export interface PermissionFamily<Stage> {
  readonly operations: readonly string[];
  /** Makes the ground and asks row by row, a test each. */
  ask(t: TestContext, stage: Stage): Promise<void>;
  /** Makes the ground and sends row by row with another client, as the user, who may do everything meanwhile. */
  play(stage: Stage, send: Send): Promise<void>;
}

export interface SentRow {
  readonly name: string;
  readonly input: object;
  /** The error that is answered; absent where it is done. */
  readonly answers: string | undefined;
}

/** @returns what was answered, which later rows may need */
export type Send = (row: SentRow) => Promise<unknown>;

/** What the families of a service play on. */
export interface PermissionStage {
  readonly service: string;
  /** Of the service's contract: an answer is held against what it says. */
  readonly operations: OperationTable;
  readonly user: LimitedUser;
  /** Sends an operation as the user, through AWS's client. */
  send(name: string, input: object): Promise<unknown>;
}

export interface FamilyOptions<Stage, Ground, Operations> {
  /** Makes what the rows are about, as an administrator. */
  readonly prepare: (stage: Stage) => Promise<Ground>;
  readonly rows: PermissionRows<Ground, Operations>;
}

export function permissionFamily<Stage extends PermissionStage, Ground, Operations>({
  prepare,
  rows,
}: FamilyOptions<Stage, Ground, Operations>): PermissionFamily<Stage> {
  const all = Object.entries<PermissionRow<Ground, Operations> | undefined>(rows);
  return {
    operations: all.map(([name]) => name),
    async ask(t, stage) {
      const ground = await prepare(stage);
      const answers: Record<string, unknown> = {};
      for (const [name, row] of all) {
        assert.ok(row);
        await t.test(name, async () => {
          answers[name] = await askRow({ name, row, ground, answers: answers as never, stage });
        });
      }
    },
    async play(stage, send) {
      const ground = await prepare(stage);
      const answers: Record<string, unknown> = {};
      await allow(stage.user, EVERYTHING);
      for (const [name, row] of all) {
        if (row === undefined || "check" in row) continue;
        const input = inputOf({ row, ground, answers: answers as never });
        answers[name] = await send({ name, input, answers: row.answers });
      }
      await allow(stage.user, []);
    },
  };
}

const EVERYTHING: readonly Need[] = [{ action: "*", resource: "*" }];

interface RowWithInput<Ground, Operations> {
  readonly row: GrantedRow<Ground, Operations>;
  readonly ground: Ground;
  readonly answers: OperationTypes<Operations>;
}

function inputOf<Ground, Operations>({ row, ground, answers }: RowWithInput<Ground, Operations>): object {
  return typeof row.input === "function" ? row.input(ground, answers) : row.input;
}

interface RowInPlay<Ground, Operations> {
  readonly name: string;
  readonly row: PermissionRow<Ground, Operations>;
  readonly ground: Ground;
  readonly answers: OperationTypes<Operations>;
  readonly stage: PermissionStage;
}

async function askRow<Ground, Operations>(play: RowInPlay<Ground, Operations>): Promise<unknown> {
  const { name, row, ground, answers, stage } = play;
  if ("check" in row) return row.check(ground);
  const on = row.on?.(ground, answers) ?? "*";
  const action = `${stage.service}:${name}`;
  const needs = [on]
    .flat()
    .map((one): Need => (typeof one === "string" ? { action, resource: one } : { action, ...one }));
  const input = inputOf({ row, ground, answers });
  const output = await checkPermission({
    user: stage.user,
    needs: row.isFree ? [] : needs,
    answers: row.answers,
    send: () => stage.send(name, input),
  });
  if (row.answers === undefined) assertOutput(name, output, stage.operations.get(name));
  return output;
}
