import type { DossierRecord } from '../dossier-record';
import { withheldMark } from '../withheld';
import { digestOfDisclosure, disclosureOf } from './disclosure';
import type { RedactionRule } from './edition';
import { isFreeText, type Leaf, leavesAt, leavesOf, withTexts } from './pointers';

/** A field that is not shown. */
export interface Withheld {
  /** Under which number its place is marked. */
  readonly number: number;
  readonly pointer: string;
  readonly class: string;
  readonly reason: string;
  /** Whether some of the text is shown: only what another field withholds is blackened in it. */
  readonly inPart: boolean;
  /** Salted; see `disclosure.ts`. */
  readonly digest: string;
}

export interface Redacted {
  readonly record: DossierRecord;
  readonly withheld: readonly Withheld[];
  /** The same fields with what opens each, for whoever may see them. */
  readonly disclosures: readonly { readonly number: number; readonly pointer: string; readonly disclosure: string }[];
}

/**
 * What would let a withheld value be guessed: digests and signatures over texts in which it stands. They are withheld with
 * whatever else is, and what proves them stands in the original.
 */
export const PROOFS: RedactionRule = {
  class: 'proofs',
  reason: 'A digest or signature over a withheld text would let it be guessed; it stands in the original',
  fields: [
    ...['/signatures/*/payload', '/signatures/*/payloadSha256', '/signatures/*/manifest', '/signatures/*/proof'],
    ...['/signings/*/row/rest', '/events/*/sha256'],
  ],
};

/** Shorter values stand everywhere by chance, and are withheld in their own fields alone. */
const SHORTEST = 3;

/** Matches any of the values as whole words, whatever their case; the longest first. */
function anyOf(values: readonly string[]): RegExp | null {
  const long = [...new Set(values)].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
  if (long.length === 0) return null;
  const quoted = long.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${quoted.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

interface Found {
  readonly leaf: Leaf;
  readonly rule: RedactionRule;
  readonly inPart: boolean;
}

/** The fields of the rules, and every other text in which a withheld value stands. */
function found(record: DossierRecord, rules: readonly RedactionRule[]): { all: Found[]; values: RegExp | null } {
  const whole = new Map<string, Found>();
  for (const rule of [...rules, PROOFS])
    for (const field of rule.fields)
      for (const leaf of leavesAt(record, field))
        if (!whole.has(leaf.pointer)) whole.set(leaf.pointer, { leaf, rule, inPart: false });
  const own = [...whole.values()].filter(({ rule }) => rule !== PROOFS);
  const values = anyOf(own.map(({ leaf }) => leaf.value));
  const rule = { class: 'repeated', reason: 'A text in which a withheld value stands', fields: [] };
  const parts = [...leavesOf(record)].filter(
    (leaf) => isFreeText(leaf) && !whole.has(leaf.pointer) && values !== null && leaf.value.search(values) >= 0,
  );
  const proofs = [...whole.values()].filter((one) => one.rule === PROOFS);
  return { all: [...own, ...parts.map((leaf): Found => ({ leaf, rule, inPart: true })), ...proofs], values };
}

/** What no edition with fields withheld can hold: the log proves texts that are not in it, and files are not looked through. */
const without = (record: DossierRecord): DossierRecord => {
  const dossier = Object.fromEntries(Object.entries(record.dossier).filter(([name]) => name !== 'blind'));
  const evidence = record.evidence.map((one) => ({
    ...one,
    files: one.files.map((file) => (file.kept === 'inside' ? { ...file, kept: 'by owner' as const } : file)),
  }));
  const events = record.events.map((one) => ({ ...one, payload: null }));
  return { ...record, dossier: dossier as unknown as DossierRecord['dossier'], evidence, events, log: null };
};

/**
 * A record without the fields that the rules name, and without their values wherever else they stand. Each has a number in its
 * place and a salted digest in the list. `blind` is the secret of the dossier; the same record and rules give the same.
 */
export function redact(original: DossierRecord, rules: readonly RedactionRule[], blind: string): Redacted {
  const record = without(original);
  const { all, values } = found(record, rules);
  const ordered = all.map((one, at) => ({ ...one, number: at + 1 }));
  const texts = ordered.map(({ leaf, inPart, number }): [string, string] => [
    leaf.pointer,
    inPart && values !== null ? leaf.value.replace(values, withheldMark(number)) : withheldMark(number),
  ]);
  const disclosures = ordered.map(({ leaf: { pointer, value }, number }) => ({
    ...{ number, pointer },
    disclosure: disclosureOf(blind, pointer, value),
  }));
  return {
    record: withTexts(record, new Map(texts)),
    withheld: ordered.map(({ leaf: { pointer }, rule, inPart, number }, at) => ({
      ...{ number, pointer, class: rule.class, reason: rule.reason, inPart },
      digest: digestOfDisclosure(disclosures[at].disclosure),
    })),
    disclosures,
  };
}
