/** What was said, and whom it names or asks. */
export interface Named {
  readonly commentId: string;
  readonly personIds: readonly string[];
}

/** Who wants to know at once whom a comment names, in the transaction of the comment. */
export interface HearsMentions {
  named(said: Named): Promise<void>;
}

/** Under this name the service finds who does. */
export const MENTIONS = Symbol('Mentions');
