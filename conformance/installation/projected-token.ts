import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A volume as a kubelet projects it into a pod: `token` leads to what `..data` leads to, and that is changed in one step. */
export interface ProjectedToken {
  readonly file: string;
  /** As the kubelet does when the token has a fifth of its life left. */
  rotate(text: string): void;
  remove(): void;
}

export function projectToken(text: string): ProjectedToken {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-serviceaccount-"));
  const file = join(folder, "token");
  let turn = 0;
  const write = (content: string) => {
    turn += 1;
    const version = `..2026_11_26_${turn}`;
    mkdirSync(join(folder, version));
    writeFileSync(join(folder, version, "token"), content, { mode: 0o640 });
    symlinkSync(version, join(folder, "..data_tmp"));
    renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
    rmSync(join(folder, `..2026_11_26_${turn - 1}`), { recursive: true, force: true });
  };
  write(text);
  symlinkSync(join("..data", "token"), file);
  return { file, rotate: write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
