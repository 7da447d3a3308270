/** Why the log is not fed or not signed until somebody looks at it: going on would contradict what was signed before. */
export class LogRefused extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'LogRefused';
  }
}
