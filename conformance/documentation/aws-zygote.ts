import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withoutAwsCliShell } from "../installation/aws-cli-shell.ts";

/**
 * The AWS CLI, loaded once: each command is a fork of it, with the arguments, variables, folder and streams of the shell's own process
 * that asks. To begin anew for each would take most of the time that pages take.
 */
const ZYGOTE = `
import os, sys
import awscli.clidriver, awscli.customizations, awscli.handlers, botocore.auth, botocore.httpsession
import awscli.customizations.assumerole as assumerole
import time, traceback, urllib3

room = sys.argv[1]
requests = os.fdopen(os.open(os.path.join(room, "requests"), os.O_RDWR))
print("ready", flush=True)

# A command was once without its keys, under load: what is read has to be whole. HOME stands in the shell of every page.
def read_variables(path):
    for _ in range(100):
        text = open(path, "rb").read().decode()
        if "HOME=" in text and text.endswith("\\0"): break
        time.sleep(0.01)
    return dict(pair.split("=", 1) for pair in text.split("\\0") if "=" in pair)

def serve(pid):
    base = "/proc/" + pid
    words = open(base + "/cmdline", "rb").read().decode().split("\\0")[2:-1]
    variables = read_variables(base + "/environ")
    variables.setdefault("AWS_DATA_PATH", os.environ["AWS_DATA_PATH"])
    os.environ.clear()
    os.environ.update(variables)
    assumerole.CACHE_DIR = os.path.expanduser("~/.aws/cli/cache")
    os.chdir(os.readlink(base + "/cwd"))
    for fd, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY | os.O_APPEND), (2, os.O_WRONLY | os.O_APPEND)):
        os.dup2(os.open(base + "/fd/" + str(fd), flags), fd)
    sys.argv = ["aws"] + words
    code = 1
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        with open(os.path.join(room, pid), "w") as answer:
            answer.write(str(code or 0) + "\\n")
        os._exit(0)

while True:
    pid = requests.readline().strip()
    if os.fork() == 0:
        serve(pid)
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0: break
        except ChildProcessError:
            break
`;

export interface AwsZygote {
  /** A program for `sh` that stands in for `aws`; undefined where the CLI is no package of Python: then it is run as it is. */
  readonly script: string | undefined;
  close(): void;
}

export async function startAwsZygote(): Promise<AwsZygote> {
  if (withoutAwsCliShell !== false || process.platform !== "linux")
    return { script: undefined, close: () => {} };
  const room = mkdtempSync(join(tmpdir(), "rolecall-aws-"));
  spawnSync("mkfifo", [join(room, "requests")]);
  writeFileSync(join(room, "zygote.py"), ZYGOTE);
  chmodSync(room, 0o700);
  const child = spawn("python3", [join(room, "zygote.py"), room], {
    // Some of the CLI's folders are worked out once, when it is loaded: none of them is to be the user's own.
    env: { ...process.env, HOME: room },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("The AWS CLI cannot be loaded.")));
  ended.catch(() => {});
  await Promise.race([once(child.stdout, "data"), ended]);
  return {
    // Told from a subshell: a shell's own output is the room while it writes there.
    script: `mkfifo "${room}/$$"; (echo $$ > "${room}/requests"); read -r code < "${room}/$$"; rm "${room}/$$"; exit "$code"`,
    close() {
      child.kill("SIGKILL");
      rmSync(room, { recursive: true, force: true });
    },
  };
}
