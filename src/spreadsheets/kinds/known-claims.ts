import { isId } from '../../kernel/ids';
import type { ClaimRevision } from '../../intended-use/claim.entity';
import type { SoftwareFunction } from '../../intended-use/software-function.entity';

/** A claim as it stands. */
export interface KnownClaim {
  readonly id: string;
  readonly code: string;
  readonly functionId: string;
  readonly current: ClaimRevision;
  readonly isWithdrawn: boolean;
}

const grouped = <T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one)) ?? [];
    group.push(one);
    groups.set(key(one), group);
  }
  return groups;
};
const said = (functionId: string, statement: string): string => `${functionId} ${statement.trim()}`;

const namesOf = ({ id, name, ordinal }: SoftwareFunction): string[] => [`fn-${ordinal}`, name.toLowerCase(), id];

/** The functions that the rows of a file name, and the claims that they are about. */
export class KnownClaims {
  private readonly byId: ReadonlyMap<string, readonly KnownClaim[]>;
  private readonly byCode: ReadonlyMap<string, readonly KnownClaim[]>;
  private readonly bySaying: ReadonlyMap<string, readonly KnownClaim[]>;
  private readonly functions: ReadonlyMap<string, SoftwareFunction>;

  constructor(functions: readonly SoftwareFunction[], claims: readonly KnownClaim[]) {
    this.byId = grouped(claims, ({ id }) => id);
    this.byCode = grouped(claims, ({ code }) => code);
    const standing = claims.filter(({ isWithdrawn }) => !isWithdrawn);
    this.bySaying = grouped(standing, ({ functionId, current }) => said(functionId, current.statement));
    this.functions = new Map(
      functions.flatMap((one) => namesOf(one).map((name) => [`${one.modelId} ${name}`, one] as const)),
    );
  }

  withId(id: string | null): readonly KnownClaim[] {
    return this.byId.get(id !== null && isId(id) ? id.toLowerCase() : '') ?? [];
  }

  withCode(code: string | null): readonly KnownClaim[] {
    return this.byCode.get((code ?? '').toUpperCase()) ?? [];
  }

  /** The claims of a function that stand and say this sentence. */
  saying(functionId: string | null, statement: string | null): readonly KnownClaim[] {
    return this.bySaying.get(said(functionId ?? '', statement ?? '')) ?? [];
  }

  /** The function of a model that a cell names: by its name in any case, as FN-1, or by id. */
  functionOf(modelId: string | null, text: string | null): SoftwareFunction | null {
    return this.functions.get(`${modelId} ${text?.toLowerCase()}`) ?? null;
  }
}
