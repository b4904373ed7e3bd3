/** Gives `size` unpredictable bytes: `randomBytes` of node:crypto, or bytes of a test's choosing. */
export type RandomBytes = (size: number) => Uint8Array;
