import { mayOneOf, type Reading } from '../../access/reading';
import type { Permission } from '../../access/policy/permissions';
import type { Icon } from '../../http/pages/icons';
import { type Look, printedInstant } from '../../http/pages/words';
import { commentHref, type PagedTable, recordHref } from './addresses';
import type { FrameAsked, ReadFrame } from './record-frames.service';
import { presentSigned, presentSigning, SIGNED } from './signing';
import { presentThread } from './threads';
import { presentEvent } from './timeline';

/** Something that a page leads to. */
export interface Lead {
  readonly text: string;
  readonly href: string;
}

/** One sentence that stands over a record, and one act. */
export interface Banner {
  readonly look: 'banner-warn' | 'banner-stop' | '';
  readonly icon: Icon;
  readonly text: string;
  readonly lead: Lead | null;
}

/** The rule beside the sentence that it governs. */
export interface Note {
  readonly heading: string;
  readonly text: string;
  readonly cites: readonly string[];
  readonly leads?: readonly Lead[];
}

/** What a record says of itself to its frame. */
export interface Framed {
  readonly title: string;
  /** From the whole to the part; the last one is the record. */
  readonly crumbs: readonly Lead[];
  readonly code: string;
  readonly illustrative: boolean;
  readonly states: readonly Look[];
  readonly byline: readonly string[];
  readonly banners: readonly Banner[];
  readonly notes: readonly Note[];
  /** Whether it still stands: what was superseded or withdrawn is neither revised nor signed. */
  readonly isStanding: boolean;
  /** What it was before, for whoever wants to compare. */
  readonly before: Lead | null;
  /** What else it leads to, such as its JSON. */
  readonly leads: readonly Lead[];
  /** Where it is said anew, where that is a form of what it belongs to. */
  readonly revise?: string;
}

/** Who may say a record anew, and who may say that it holds no more. */
const RIGHTS: Readonly<Partial<Record<PagedTable, { readonly revise: Permission; readonly isWithdrawn: boolean }>>> = {
  organization: { revise: 'organization:write', isWithdrawn: false },
  model: { revise: 'model:write', isWithdrawn: false },
  model_version: { revise: 'version:write', isWithdrawn: false },
  intended_use: { revise: 'intended-use:state', isWithdrawn: true },
  claim: { revise: 'claim:state', isWithdrawn: true },
  evidence: { revise: 'evidence:record', isWithdrawn: true },
  classification: { revise: 'classification:decide', isWithdrawn: true },
  submission: { revise: 'submission:write', isWithdrawn: false },
};

const REVISE: Readonly<Partial<Record<PagedTable, Lead>>> = {
  evidence: { text: 'Supersede', href: 'supersede' },
  classification: { text: 'Decide again', href: 'revise' },
  intended_use: { text: 'New revision', href: 'revise' },
};

/** What may be done to a record that stands, by whoever may do it. */
function actsOf({ type, id, reader }: FrameAsked, anew: string | undefined): readonly Lead[] {
  const rights = RIGHTS[type];
  if (rights === undefined || !mayOneOf(reader.roles, rights.revise)) return [];
  const href = recordHref(type, id);
  const revise = REVISE[type] ?? { text: 'Revise', href: 'revise' };
  return [
    { text: revise.text, href: anew ?? `${href}/${revise.href}` },
    ...(rights.isWithdrawn ? [{ text: 'Withdraw', href: `${href}/withdraw` }] : []),
  ];
}

const pastBanner = ({ type, id }: FrameAsked, asOf: Date): Banner => ({
  ...{ look: 'banner-warn', icon: 'history' },
  text: `A past state: the record as it was on ${printedInstant(asOf).text}. What came later is not shown.`,
  lead: { text: 'As it is now', href: recordHref(type, id) },
});

/** Signatures as of a day that is past, or as they count now. */
const signingOf = ({ asked, signings, signedThen }: ReadFrame, { roles, scope }: Reading) =>
  asked.asOf === undefined
    ? presentSigning(signings, roles, scope !== null)
    : {
        ...{ state: null, waitsFor: [], isToSign: false },
        signatures: signedThen.map((one) => ({
          ...presentSigned(one, false),
          standing: standingThen(one.recordRevision),
        })),
      };

const standingThen = (revision: number): string => `Given on revision ${revision}`;

/** Acts that a page tells at once. */
const TOLD = 60;

const threadsIn = ({ threads }: ReadFrame) => {
  const shown = threads?.map(presentThread) ?? null;
  return { threads: shown, openCount: threads?.filter(({ thread }) => thread.state === 'open').length ?? 0 };
};

/** Where the record is shown as it was then; null of what never changes. */
const asItWas = ({ type, id }: FrameAsked, at: Date): string | null =>
  type === 'dossier' ? null : `${recordHref(type, id)}?${new URLSearchParams({ asOf: at.toISOString() }).toString()}`;

const eventsIn = ({ events, asked }: ReadFrame, most: number) => ({
  events: events.slice(0, most).map((one) => ({ ...presentEvent(one), asOf: asItWas(asked, one.at) })),
  more: events.length > most ? `/audit-trail?subjectId=${asked.id}` : null,
});

/** Where something is said of a record, by whoever may; nothing is said of a state that is past. */
const commentOn = ({ type, id, asOf, reader }: FrameAsked): string | null =>
  mayOneOf(reader.roles, 'comment:write') && asOf === undefined && type !== 'organization'
    ? commentHref(type, id)
    : null;

/** What stands below every record: what happened to it, and what people say of it. */
export const presentAround = (read: ReadFrame) => ({
  ...threadsIn(read),
  ...eventsIn(read, TOLD),
  comment: commentOn(read.asked),
});

/** All that a record's page shows around what the record says; every kind of record has the same. */
export function presentFrame(framed: Framed, read: ReadFrame) {
  const { asked } = read;
  const { asOf, reader, type, id } = asked;
  const isPast = asOf !== undefined;
  const isOpen = framed.isStanding && !isPast;
  const signing = signingOf(read, reader);
  return {
    ...framed,
    pageTitle: framed.code === framed.title ? framed.title : `${framed.code}, ${framed.title}`,
    isSigned: SIGNED[type] !== undefined,
    states: [...framed.states, ...(signing.state === null || !framed.isStanding ? [] : [signing.state])],
    banners: [...(isPast ? [pastBanner(asked, asOf)] : []), ...framed.banners],
    acts: isOpen ? actsOf(asked, framed.revise) : [],
    sign: isOpen && signing.isToSign ? { table: type, id } : null,
    before: isPast ? null : framed.before,
    signing,
    ...presentAround(read),
    asOf: { href: recordHref(type, id), day: asOf?.toISOString().slice(0, 10) ?? '' },
  };
}

/** What took the place of a record, as a banner. */
export const supersededBanner = (newer: Lead): Banner => ({
  ...{ look: 'banner-warn', icon: 'arrow-back-up' },
  text: 'Superseded: a newer record took its place. Both stay readable.',
  lead: newer,
});

/** Why a record holds no more, as a banner. */
export const withdrawnBanner = ({ at, by, reason }: { at: Date; by: string; reason: string }): Banner => ({
  ...{ look: 'banner-stop', icon: 'circle-x' },
  text: `Withdrawn by ${by} on ${printedInstant(at).text}: ${reason}`,
  lead: null,
});

export const WITHDRAWN: Look = { word: 'Withdrawn', look: 'state-stop', icon: 'circle-x' };
export const SUPERSEDED: Look = { word: 'Superseded', look: 'state-warn', icon: 'arrow-back-up' };
export const ILLUSTRATIVE: Look = { word: 'Illustrative', look: '', icon: 'note' };
