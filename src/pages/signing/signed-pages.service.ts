import { Injectable } from '@nestjs/common';
import type { Signature } from '../../signatures/signature.entity';
import { SigningFlow } from '../../signatures/signing-flow';
import { SignatureReceipts } from './signature-receipts';
import { presentSigned } from './signed-page';
import { WhoCanSign } from './who-can-sign';

/** What was signed, with its place in the audit trail and what is still to be signed. */
@Injectable()
export class SignedPages {
  constructor(
    readonly flow: SigningFlow,
    readonly whoCan: WhoCanSign,
    private readonly receipts: SignatureReceipts,
  ) {}

  async of(signature: Signature): Promise<object> {
    const { process, recordId } = signature;
    const state = await this.flow.stateOf(process, recordId);
    return presentSigned({
      ...{ signature, state, event: await this.receipts.of(signature) },
      awaited: state.isRejected ? [] : await this.whoCan.of(state, recordId),
    });
  }
}
