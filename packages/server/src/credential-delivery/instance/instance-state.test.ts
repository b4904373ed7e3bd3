import assert from "node:assert/strict";
import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeCertificates, writeInstanceState } from "./instance-state.ts";

const STATE = {
  form: 1,
  endpoint: "http://127.0.0.1:1",
  instanceId: "i-0123456789abcdef0",
  privateKey: "the machine's key",
  tokenKey: "",
} as const;

test("the machine's key goes into no file that somebody else laid there", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-state-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const [file, theirs] = [join(folder, "web.json"), join(folder, "theirs")];
  writeFileSync(`${file}.new`, "", { mode: 0o666 });
  writeInstanceState(file, STATE);
  assert.equal(statSync(file).mode & 0o777, 0o600);

  writeFileSync(theirs, "theirs");
  symlinkSync(theirs, `${file}.new`);
  writeInstanceState(file, STATE);
  const certified = { privateKey: "", certificate: "of the machine" };
  symlinkSync(theirs, join(folder, "web.dsa.pem"));
  writeCertificates(file, { dsa: certified, rsa: certified });
  assert.equal(readFileSync(theirs, "utf8"), "theirs");
  assert.equal(lstatSync(file).isFile(), true);
  assert.equal(readFileSync(join(folder, "web.dsa.pem"), "utf8"), "of the machine");
});
