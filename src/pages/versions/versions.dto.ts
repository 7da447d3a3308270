import { Transform } from 'class-transformer';
import { MayChoice, MayIdOf, MayWords } from '../../http/fields';

const SHOWS = ['all', 'holes'] as const;

/** A form without a script sends a choice of all as an empty text. */
const EmptyIsAll = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));

/** What of the claims of a version is shown. */
export class ClaimsTabQuery {
  @MayChoice(SHOWS) show?: (typeof SHOWS)[number];
  @EmptyIsAll() @MayIdOf('Only of this function') functionId?: string;
}

export class EvidenceTabQuery {
  @MayWords(4000) cursor?: string;
}

export class TrailTabQuery {
  @MayIdOf('Only what came before this event') before?: string;
}
