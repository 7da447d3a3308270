import { Injectable } from '@nestjs/common';
import type { Present } from '../../access/by';
import type { Said } from '../../http/pages/forms/said';
import { type SeeOther, seeOther } from '../../http/pages/see-other';
import { ShownAgain } from '../../http/pages/shown-again';
import { refusalOf } from '../../http/problem';
import type { Refusal } from '../../kernel/refusal';
import type { Place } from '../../signatures/signature-requests.service';
import { Signings } from '../../signatures/signings.service';
import { presentCannot } from './cannot-page';
import { SignatureSheets } from './signature-sheets.service';
import { SignedPages } from './signed-pages.service';
import { type BeginSigning, beginningOf, proofOf } from './signing.dto';
import { SigningOpenings } from './signing-openings.service';

const sheetOf = (id: string): string => `/signature-requests/${id}`;

/** What the forms of signing do: each leads on, or shows why not with who can and what to do. */
@Injectable()
export class SigningActs {
  constructor(
    private readonly openings: SigningOpenings,
    private readonly signings: Signings,
    private readonly sheets: SignatureSheets,
    private readonly signed: SignedPages,
  ) {}

  /** Opens the sheet of a record. */
  async begin(present: Present, said: Said, place: Place): Promise<SeeOther> {
    const asked = await beginningOf(said);
    try {
      return seeOther(sheetOf(await this.openings.open(present, asked, place)));
    } catch (error) {
      throw told(error, (refusal) => () => this.cannot(asked, refusal));
    }
  }

  /** Signs what a sheet shows; signed twice it is signed once, and both times one is led to what was signed. */
  async sign(present: Present, id: string, said: Said, place: Place): Promise<SeeOther> {
    try {
      await this.signings.sign(present, id, await proofOf(said), place);
    } catch (error) {
      if (refusalOf(error)?.type !== 'request-used') {
        throw told(error, (refusal) => () => this.sheets.of(present, id, place, refusal));
      }
    }
    return seeOther(sheetOf(id));
  }

  private async cannot(asked: BeginSigning, refusal: Refusal): Promise<object> {
    const process = asked.process ?? (await this.openings.processOf(asked));
    const state = await this.signed.flow.stateOf(process, asked.id);
    const awaited = state.isRejected || state.closed !== null ? [] : await this.signed.whoCan.of(state, asked.id);
    return presentCannot(refusal, asked, { state, awaited });
  }
}

/** A refusal as a page that is shown; what is not there, and whatever is no refusal, is thrown on. */
function told(error: unknown, about: (refusal: Refusal) => () => Promise<object>): unknown {
  const refusal = refusalOf(error);
  if (refusal === null || refusal.status >= 500 || refusal.type === 'not-found') return error;
  return new ShownAgain(refusal.status, about(refusal), { cause: refusal });
}
