import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "./command-table.ts";
import { isColorful } from "./is-colorful.ts";
import { runCommand } from "./policy/run-command.test-support.ts";

const WIDTH = 100;

test("rolecall alone, --help, -h and help tell all commands", async () => {
  const alone = await runCommand([]);
  assert.deepEqual([alone.exitCode, alone.stderr], [0, ""]);
  for (const name of COMMANDS.keys()) assert.match(alone.stdout, new RegExp(`^  ${name} +\\S`, "m"));
  for (const args of [["--help"], ["-h"], ["help"]]) assert.deepEqual(await runCommand(args), alone);
});

for (const [name, { options }] of COMMANDS) {
  const words = name.split(" ");
  test(`rolecall ${name} --help tells every option, and runs nothing`, async () => {
    const help = await runCommand([...words, "--help"]);
    assert.deepEqual([help.exitCode, help.stderr], [0, ""]);
    for (const option of [...Object.keys(options), "help"]) {
      assert.match(help.stdout, new RegExp(`^  .*--${option}\\b`, "m"));
    }
    assert.match(help.stdout, /^Exit code: 0 /m);
    for (const line of help.stdout.split("\n")) assert.ok(line.length <= WIDTH, line);
    const [first] = Object.entries(options).find(([, { argument }]) => argument !== undefined) ?? ["json"];
    const ways = [
      [...words, "-h"],
      ["help", ...words],
      [...words, `--${first}`, "-h"],
      [...words, "--nonsense", "--help"],
    ];
    for (const args of ways) assert.deepEqual(await runCommand(args), help, args.join(" "));
  });
}

test("a command that is none is refused with the one that was meant", async () => {
  const wrong = await runCommand(["strat"]);
  assert.deepEqual([wrong.exitCode, wrong.stdout], [2, ""]);
  assert.match(wrong.stderr, /^rolecall: there is no command "strat"\. Did you mean rolecall start\?\n/);
  assert.match(
    (await runCommand(["--prot"])).stderr,
    /^rolecall: there is no option "--prot": options stand behind a command/,
  );
  assert.match((await runCommand(["help", "envv"])).stderr, /Did you mean rolecall env\?/);
});

test("commands that begin with the same word are told by it, and refused by it", async () => {
  const told = await runCommand(["store", "--help"]);
  assert.deepEqual([told.exitCode, told.stderr], [0, ""]);
  assert.match(told.stdout, /^ {2}store copy +\S/m);
  assert.doesNotMatch(told.stdout, /^ {2}start /m);
  assert.deepEqual(await runCommand(["help", "store"]), told);
  const alone = await runCommand(["store"]);
  assert.deepEqual([alone.exitCode, alone.stdout], [2, ""]);
  assert.match(alone.stderr, /^rolecall store needs one of its commands\.\n\nUsage: .*store copy/s);
  const wrong = await runCommand(["store", "coppy", "--from", "a"]);
  assert.equal(wrong.exitCode, 2);
  assert.match(
    wrong.stderr,
    /^rolecall: there is no command "store coppy"\. Did you mean rolecall store copy\?\n/,
  );
  assert.match((await runCommand(["stor"])).stderr, /Did you mean rolecall store\?/);
  assert.match(
    (await runCommand(["help", "store", "nothing"])).stderr,
    /there is no command "store nothing"/,
  );
});

test("a command's own mistake names the command", async () => {
  const wrong = await runCommand(["operations", "--jsno"]);
  assert.deepEqual(
    [wrong.exitCode, wrong.stdout, wrong.stderr],
    [2, "", "rolecall operations: there is no option --jsno. Did you mean --json?\n"],
  );
  assert.match((await runCommand(["env", "here"])).stderr, /^rolecall env: "here" is no option/);
});

test("colours are as NO_COLOR, FORCE_COLOR and the terminal say", () => {
  assert.deepEqual([isColorful({}, true), isColorful({}, false)], [true, false]);
  assert.equal(isColorful({ NO_COLOR: "1" }, true), false);
  assert.equal(isColorful({ NO_COLOR: "" }, true), true);
  for (const FORCE_COLOR of ["", "1", "true", "3"]) assert.equal(isColorful({ FORCE_COLOR }, false), true);
  for (const FORCE_COLOR of ["0", "false"]) assert.equal(isColorful({ FORCE_COLOR }, true), false);
  assert.equal(isColorful({ NO_COLOR: "1", FORCE_COLOR: "1" }, false), true);
});
