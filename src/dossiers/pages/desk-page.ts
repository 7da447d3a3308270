import { type Look, printedInstant } from '../../http/pages/words';
import { printedCitation } from '../../kernel/citation';
import type { Page } from '../../kernel/page';
import type { GapBlock, GapLevel } from '../blocks';
import { isIllustrative, ownerOf } from '../cover';
import type { DossierJob } from '../dossier-job.entity';
import type { DossierRecord } from '../dossier-record';
import type { presentDossier } from '../dossier.dto';
import { type NumberedSection, sectionsOf } from '../gap-numbers';
import { GAP_LEVELS } from '../html/gap';
import { plainWords } from '../html/text';
import { templates } from '../template';
import { isUnchangedSince } from '../unchanged-since';
import { presentJobProgress } from './dossier-job-page';
import { whereMended } from './where-mended';

type DossierLine = ReturnType<typeof presentDossier>;

/** What the page of a version's next dossier is made of. */
export interface DeskFacts {
  readonly record: DossierRecord;
  readonly dossiers: Page<DossierLine>;
  /** What was last asked for; null where nothing ever was. */
  readonly job: DossierJob | null;
  readonly mayIssue: boolean;
}

type Versioned = DossierRecord['version'];

const ORDER: readonly GapLevel[] = ['error', 'warning', 'note'];
const COMPLETE: Look = { word: 'Complete', look: 'state-ok', icon: 'circle-check' };

const several = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
const countOf = (gaps: readonly GapBlock[], level: GapLevel): number =>
  gaps.filter((gap) => gap.level === level).length;

const lookOf = (gaps: readonly GapBlock[]): Look => {
  const worst = ORDER.find((level) => countOf(gaps, level) > 0);
  return worst === undefined ? COMPLETE : GAP_LEVELS[worst];
};

const gapLine = (version: Versioned) => (gap: GapBlock) => ({
  ...GAP_LEVELS[gap.level],
  ...{ id: gap.id, title: gap.title, text: plainWords(gap.text), closes: gap.closes, href: whereMended(gap, version) },
  cites: gap.cites.map(printedCitation),
});

/** Only a required gap holds the issue back; the others are named in the dossier itself. */
function bannerOf(gaps: readonly GapBlock[]) {
  const [required, advisory, noted] = ORDER.map((level) => countOf(gaps, level));
  const others = [
    ...(advisory === 0 ? [] : [several(advisory, 'advisory gap', 'advisory gaps')]),
    ...(noted === 0 ? [] : [several(noted, 'note', 'notes')]),
  ];
  const named =
    others.length === 0
      ? 'No other gap was found by the checks of this template.'
      : `${others.join(' and ')} will be named in the dossier itself.`;
  return required === 0
    ? { look: 'banner-ok', icon: 'circle-check', title: 'Nothing required is missing', text: named }
    : {
        ...{ look: 'banner-stop', icon: 'circle-x', text: `${named} A preview can be made all the same.` },
        title: `${several(required, 'required gap holds', 'required gaps hold')} back the issue`,
      };
}

const sectionLine = (version: Versioned, asked: string) => (section: NumberedSection, index: number) => {
  const { entry, gaps } = section;
  const state = lookOf(gaps);
  return {
    ...{ number: index + 1, title: entry.heading, from: entry.summary, cites: entry.cites.map(printedCitation), state },
    gaps: gaps.map(gapLine(version)),
    preview: `/versions/${version.id}/dossier/preview${asked}#section-${index + 1}`,
    label: `Section ${index + 1}, ${entry.heading}: ${state.word.toLowerCase()}`,
  };
};

/** The work is shown while it goes on, and where it came to nothing since the last dossier. */
function shownJob({ job, dossiers: { items } }: DeskFacts) {
  if (job === null || job.state === 'done' || job.state === 'cancelled') return null;
  const isOver = job.finishedAt !== null && items.some(({ issuedAt }) => issuedAt > job.requestedAt);
  return isOver ? null : { ...presentJobProgress(job), again: null };
}

const dossierLine = ({ id, code, issuedAt }: DossierLine) => ({
  ...{ code, href: `/dossiers/${id}`, issued: printedInstant(issuedAt) },
});

const choicesOf = (chosen: string) =>
  templates().map(({ id, title, confidentiality }) => ({
    ...{ id, isChosen: id === chosen },
    title: confidentiality === undefined ? title : `${title}, marked confidential`,
  }));

/** Issuing once more what says the same is nobody's mistake to forbid; that it would say the same is told beforehand. */
function unchangedLine({ record, dossiers: { items } }: DeskFacts): string {
  const [latest] = items.filter(({ code }) => code === record.dossier.supersedes);
  if (latest === undefined || !isUnchangedSince(record, latest.issuedAt)) return '';
  return `Nothing that it says was changed since ${latest.code}. Another one would say the same and take its place.`;
}

/** The next dossier of a version: what is still missing, section by section, and the way to issue it. */
export function presentDesk(facts: DeskFacts) {
  const { record, dossiers, mayIssue } = facts;
  const { dossier, model, version } = record;
  const { sections, gaps } = sectionsOf(record);
  const job = shownJob(facts);
  const isReady = countOf(gaps, 'error') === 0;
  const asked = `?template=${dossier.template.id}`;
  return {
    ...{
      title: `Dossier for ${version.semanticVersion}`,
      name: `${dossier.template.title} for ${version.semanticVersion}`,
    },
    ...{ illustrative: isIllustrative(record), edition: dossier.template.edition, supersedes: dossier.supersedes },
    model: { name: model.name, href: `/models/${model.id}` },
    version: { name: version.semanticVersion, href: `/versions/${version.id}` },
    state: job?.isOpen === true ? job.state : lookOf(gaps),
    banner: bannerOf(gaps),
    counts: ORDER.map((level) => ({ ...GAP_LEVELS[level], count: countOf(gaps, level) })),
    sections: sections.map(sectionLine(version, asked)),
    gaps: ORDER.flatMap((level) => gaps.filter((gap) => gap.level === level)).map(gapLine(version)),
    preview: `/versions/${version.id}/dossier/preview${asked}`,
    pdf: `/api/v1/versions/${version.id}/dossier-preview${asked}`,
    template: {
      id: dossier.template.id,
      all: choicesOf(dossier.template.id),
      action: `/versions/${version.id}/dossier`,
    },
    issue: { isOffered: mayIssue && isReady && job?.isOpen !== true, action: `/versions/${version.id}/dossier` },
    whyNot: mayIssue ? '' : 'A specialist or a quality lead issues dossiers.',
    ...{ isReady, job, mayIssue, unchanged: unchangedLine(facts) },
    says: `Determinations recorded by ${ownerOf(record)}; not an FDA decision. Figures marked illustrative stay marked.`,
    dossiers: dossiers.items.map(dossierLine),
  };
}
