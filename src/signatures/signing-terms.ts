import { Injectable } from '@nestjs/common';
import { Authority, type HeldAuthority } from '../access/delegations/authority';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { OpenQuestions } from '../comments/open-questions';
import { Refusal } from '../kernel/refusal';
import type { Meaning, Process, Standing } from './process/steps.rules';
import { SigningStates } from './signing-states';
import type { Reads, ToSign } from './signables/to-sign';

/** What somebody wants to sign, and how he means it. */
export interface Intent {
  readonly process: Process;
  readonly recordId: string;
  readonly meaning: Meaning;
  /** For whom he signs; null is for himself. */
  readonly onBehalfOf: string | null;
}

/** That he may: the record as it is, the step, and in which authority he signs in it. */
export interface Terms {
  readonly toSign: ToSign;
  readonly step: Standing;
  readonly authority: HeldAuthority;
}

const WRITTEN = 'SELECT has_written($1, $2) OR has_written($3, $2) AS "hasWritten"';

/** Whether somebody may sign a record now; asked when he wants to, and again in the transaction in which he does. */
@Injectable()
export class SigningTerms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly states: SigningStates,
    private readonly authority: Authority,
  ) {}

  /** The terms, or why not: the state of the record, the order of the steps, the role, the separation of duties. */
  async of(read: Reads, personId: string, intent: Intent): Promise<Terms> {
    const { toSign, closed, steps, signatures, isRejected } = await this.states.of(
      read,
      intent.process,
      intent.recordId,
    );
    if (toSign === null) throw Refusal.invalidState(closed ?? 'This is not signed any more');
    await this.refuseAuthors(personId, intent, toSign);
    if (signatures.some(({ signerId }) => signerId === personId)) throw alreadySigned(toSign);
    if (isRejected) throw new Refusal('step-not-open', `Somebody rejected ${toSign.called}`);
    const open = steps.filter(({ isOpen }) => isOpen);
    const meant = open.filter(({ meaning }) => intent.meaning === 'rejection' || meaning === intent.meaning);
    if (meant.length === 0) throw new Refusal('step-not-open', lackingOf(open, intent.meaning));
    const found = await this.authorized(personId, meant, intent.onBehalfOf);
    if (!(await this.authority.hasAccepted(personId))) throw notAccepted();
    await refuseQuestions(read, intent, toSign);
    return { toSign, ...found };
  }

  private async authorized(
    personId: string,
    steps: readonly Standing[],
    onBehalfOf: string | null,
  ): Promise<Pick<Terms, 'step' | 'authority'>> {
    const held = await this.authority.of(personId);
    for (const step of steps) {
      const authority = held.find((one) => one.role === step.role && (one.onBehalfOf?.id ?? null) === onBehalfOf);
      if (authority !== undefined) return { step, authority };
    }
    const roles = steps.map(({ role }) => role).join(' or ');
    const whose = onBehalfOf === null ? 'You have no role' : 'Nobody named you his substitute in a role';
    throw new Refusal('forbidden', `${whose} in which this step is signed now: it takes ${roles}`);
  }

  /** Who wrote it says so and no more; who has not written it cannot say that he did (21 CFR 11.10(g)). */
  private async refuseAuthors(personId: string, { meaning, onBehalfOf }: Intent, { id }: ToSign): Promise<void> {
    const values = [personId, id, onBehalfOf];
    const [{ hasWritten }] = await this.unitOfWork.manager.query<[{ hasWritten: boolean | null }]>(WRITTEN, values);
    if (meaning === 'authorship') {
      if (hasWritten !== true) throw duties('You did not write this: its author signs for that');
    } else if (hasWritten === true && meaning !== 'responsibility') {
      throw duties(`Who wrote it, or stands for who did, does not sign its ${meaning}`);
    }
  }
}

/** Who reviews may do so while something is asked; who approves, or answers for it, waits for the answer. */
const WAIT_FOR_ANSWERS: readonly Meaning[] = ['approval', 'responsibility'];

async function refuseQuestions(read: Reads, { meaning }: Intent, { asked, called }: ToSign): Promise<void> {
  if (!WAIT_FOR_ANSWERS.includes(meaning)) return;
  const open = await OpenQuestions.of(read, asked);
  if (open.length === 0) return;
  const errors = open.map(({ href, question }) => ({ pointer: href, detail: question }));
  throw new Refusal(
    'open-questions',
    `${open.length} open on ${called} or what it rests on: settle them first`,
    errors,
  );
}

const notAccepted = (): Refusal =>
  new Refusal('policy-not-accepted', 'Nobody signs before he has accepted the policy: POST /api/v1/me/policies');

const duties = (detail: string): Refusal => new Refusal('separation-of-duties', detail);

const alreadySigned = ({ called }: ToSign): Refusal =>
  new Refusal('already-signed', `You have signed ${called} in this process; somebody else signs the other steps`);

function lackingOf(open: readonly Standing[], meaning: Meaning): string {
  if (open.length === 0) return 'All have signed: nothing is lacking any more';
  const next = open.map((one) => `${one.meaning} by ${one.role}`).join(' or ');
  return `No step for ${meaning} is open; next is ${next}`;
}
