import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { Mistake } from "../../mistake.ts";
import { clientEnvironment } from "./client-environment.ts";
import { writeForGitHub } from "./github-environment.ts";
import { SHELLS } from "./shells.ts";

/** Text that an environment can hold: all that shells, PowerShell's typographic quotes among it, and escapes mean something by. */
const value = fc
  .array(
    fc.oneof(fc.constantFrom(..."'\"`$\\ \t\n!#%&();<>|*?[]{}~=^‘’‚‛“”-é€"), fc.string({ maxLength: 3 })),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join("").replaceAll(/[\0\r]/g, ""))
  .filter((text) => text !== "" && text.isWellFormed());

/** Prints variables with a NUL behind each, and what is left of those that should be gone. */
const PRINT = `process.stdout.write(["AWS_ENDPOINT_URL", "AWS_SECRET_ACCESS_KEY", "AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE", "AWS_SESSION_TOKEN"].map((name) => process.env[name] + "\\0").join(""))`;

/** How each shell runs a file, and calls Node in it. */
const RUNNERS = [
  { shell: "bash", program: "bash", args: [], call: "'%node' -e '%print'" },
  { shell: "bash", program: "sh", args: [], call: "'%node' -e '%print'" },
  { shell: "fish", program: "fish", args: ["--no-config"], call: "'%node' -e '%print'" },
  { shell: "powershell", program: "pwsh", args: ["-NoProfile", "-File"], call: "& '%node' '%file'" },
] as const;

for (const { shell, program, args, call } of RUNNERS) {
  const isMissing = spawnSync(program, ["-c", "exit"]).error !== undefined;
  test(`${program} takes every value word for word, and drops what would win`, {
    skip: isMissing ? `${program} is not installed` : false,
  }, () => {
    const folder = mkdtempSync(join(tmpdir(), "rolecall-shell-"));
    const print = join(folder, "print.mjs");
    writeFileSync(print, PRINT);
    const render = SHELLS.get(shell);
    assert.ok(render);
    try {
      fc.assert(
        fc.property(value, value, value, (endpoint, secret, credentialsFile) => {
          const script = join(folder, `script.${program === "pwsh" ? "ps1" : "sh"}`);
          const environment = clientEnvironment({
            endpoint,
            region: "r",
            key: { id: "A", secret },
            credentialsFile,
          });
          const command = call
            .replace("%node", process.execPath)
            .replace("-e '%print'", `'${print}'`)
            .replace("%file", print);
          writeFileSync(script, `${render(environment)}${command}\n`);
          const { stdout, stderr } = spawnSync(program, [...args, script], {
            encoding: "utf8",
            env: { PATH: process.env.PATH, HOME: folder, AWS_PROFILE: "work", AWS_SESSION_TOKEN: "old" },
          });
          assert.deepEqual(
            stdout.split("\0"),
            [endpoint, secret, credentialsFile, "undefined", "undefined", ""],
            stderr,
          );
        }),
        { numRuns: 40 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/** As GitHub's runner reads a file of variables: NAME=VALUE, or NAME<<DELIMITER and lines up to it. */
function readAsRunner(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length - 1; at++) {
    const line = lines[at] ?? "";
    const [, name, value, heredoc, delimiter] = /^([A-Z_]+)(?:=(.*)|(<<)(.+))$/s.exec(line) ?? [];
    assert.ok(name, line);
    if (heredoc === undefined) {
      found[name] = value ?? "";
      continue;
    }
    const end = lines.indexOf(delimiter ?? "", at + 1);
    found[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return found;
}

test("a job's later steps get every value word for word, and its secret is masked before", () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-github-"));
  const file = join(folder, "env");
  try {
    fc.assert(
      fc.property(value, value, (endpoint, secret) => {
        writeFileSync(file, "");
        let stdout = "";
        const { set, unset } = clientEnvironment({ endpoint, region: "r", key: { id: "A", secret } });
        const io = {
          environment: { GITHUB_ENV: file },
          stdout: { write: (text: string) => (stdout += text) },
        };
        writeForGitHub({ set, unset }, io, () => "b6a9");
        assert.deepEqual(readAsRunner(readFileSync(file, "utf8")), set);
        const [, masked = ""] = /^::add-mask::([^\n]+)\n$/.exec(stdout) ?? [];
        assert.equal(masked.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%"), secret);
      }),
      { numRuns: 200 },
    );
    const left = { GITHUB_ENV: file, AWS_PROFILE: "work" };
    for (const environment of [{}, left])
      assert.throws(
        () =>
          writeForGitHub(
            clientEnvironment({ endpoint: "e" }),
            { environment, stdout: { write: assert.fail } },
            () => "",
          ),
        Mistake,
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
