/**
 * How many characters the code looks at while it runs: a measure of its time that is the same on every machine. Searches count
 * what they pass over and what they look for, copies what they copy.
 */
export function countCharacters(run: () => void): number {
  const { charCodeAt, indexOf, startsWith, endsWith, toLowerCase } = String.prototype;
  let count = 0;
  const counting = {
    charCodeAt(this: string, at: number) {
      count++;
      return charCodeAt.call(this, at);
    },
    indexOf(this: string, searched: string, from = 0) {
      const found = indexOf.call(this, searched, from);
      count += Math.max(0, (found === -1 ? this.length : found) - from) + searched.length;
      return found;
    },
    startsWith(this: string, searched: string, at?: number) {
      count += searched.length;
      return startsWith.call(this, searched, at);
    },
    endsWith(this: string, searched: string, end?: number) {
      count += searched.length;
      return endsWith.call(this, searched, end);
    },
    toLowerCase(this: string) {
      count += this.length;
      return toLowerCase.call(this);
    },
  };
  Object.assign(String.prototype, counting);
  try {
    run();
  } finally {
    Object.assign(String.prototype, { charCodeAt, indexOf, startsWith, endsWith, toLowerCase });
  }
  return count;
}
