import { cite } from '../../kernel/citation';
import { printedInstant } from '../../kernel/clock';
import type { DossierRecord } from '../dossier-record';
import { damagedFile } from './damaged-file';
import { deviceStatusOf, outcomeOf } from './outcomes';
import { orNone, type Gap, type SectionBlock } from './section';

const noIdentifier = ({ version }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'warning',
  title: 'Released without a UDI-DI',
  text: 'At least one function is recorded as a device, the version is released, and no device identifier is recorded for it.',
  affects: [version.semanticVersion],
  closes: 'Record its labeling with the UDI-DI',
  cites: [cite('CFR-21', '801.20, 801.50, 820.10(b)(1)'), cite('ISO-13485', '7.5.8')],
  href: `/api/v1/versions/${version.id}/labeling`,
  field: 'udiDi',
});

const isDevice = ({ functions }: DossierRecord): boolean =>
  functions.some((one) => {
    const status = deviceStatusOf(one);
    return status !== undefined && outcomeOf(status).frame === 'device';
  });

function form({ version: { labeling } }: DossierRecord): SectionBlock[] {
  const latest = labeling.at(-1);
  if (latest === undefined) return [];
  const { udiDi, issuingAgency, statement, file, recordedBy, recordedAt } = latest;
  const identifier = udiDi === null ? null : `${udiDi} (${issuingAgency})`;
  return [
    { kind: 'heading', level: 2, text: 'Labeling' },
    {
      kind: 'form',
      rows: [
        { label: 'UDI-DI', text: orNone(identifier), cites: [cite('CFR-21', '801.20, 830.50')] },
        { label: 'Statement', text: statement, cites: [cite('CFR-21', '820.45')] },
        ...(file === null
          ? [{ label: 'File', text: orNone(null) }]
          : [
              { label: 'File', text: file.name, margin: ['kept by owner'] },
              { label: 'SHA-256', text: { sha256: file.sha256 } },
            ]),
        { label: 'Recorded', text: `${printedInstant(recordedAt)} by ${recordedBy}` },
        ...(labeling.length === 1 ? [] : [{ label: 'Before it', text: `${labeling.length - 1}, in the record` }]),
      ],
    },
  ];
}

/** What a released version is labeled with; a released device without its identifier is a gap (21 CFR 801.20). */
export const labelingOf = (record: DossierRecord): SectionBlock[] => {
  const { state, labeling } = record.version;
  const isIdentified = labeling.some(({ udiDi }) => udiDi !== null);
  return [
    ...form(record),
    ...labeling.flatMap(({ file }) =>
      file?.damaged ? [damagedFile({ ...file, owner: record.version.semanticVersion, level: 'warning' })] : [],
    ),
    ...(state === 'released' && isDevice(record) && !isIdentified ? [noIdentifier(record)] : []),
  ];
};
