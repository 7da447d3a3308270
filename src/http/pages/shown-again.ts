/**
 * A form that is shown again with what was typed: refused, or asked for another row. It is thrown, so that whatever the
 * request had written is undone; what its page prints is read only after that.
 */
export class ShownAgain extends Error {
  constructor(
    readonly status: number,
    /** What the template prints. */
    readonly about: () => Promise<object>,
    options: ErrorOptions = {},
  ) {
    super('A form is shown again', options);
    this.name = 'ShownAgain';
  }
}
