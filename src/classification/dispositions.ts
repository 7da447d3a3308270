import { cite, type Citation } from '../kernel/citation';

/** How a disposition is framed; enforcement discretion never looks like "not a device". */
export type DispositionFrame = 'not-device' | 'enforcement-discretion' | 'device' | 'undetermined';

interface DispositionRow {
  /** As it is printed. A determination that the organization records, never a decision of FDA (regulation E6). */
  readonly words: string;
  readonly isDevice: boolean | null;
  readonly fdaOversight: boolean | null;
  readonly frame: DispositionFrame;
  readonly cites: readonly Citation[];
}

const FRAMES = {
  'not-device': { isDevice: false, fdaOversight: false, frame: 'not-device' },
  discretion: { isDevice: true, fdaOversight: false, frame: 'enforcement-discretion' },
  device: { isDevice: true, fdaOversight: true, frame: 'device' },
  undetermined: { isDevice: null, fdaOversight: null, frame: 'undetermined' },
} as const;

const row = (frame: keyof typeof FRAMES, words: string, ...cites: Citation[]): DispositionRow => ({
  words,
  ...FRAMES[frame],
  cites,
});
const excluded = (letter: string): DispositionRow =>
  row('not-device', `Not a device, FD&C 520(o)(1)(${letter})`, cite('FDC', `520(o)(1)(${letter})`));

/** Every disposition of regulation E4, with what it says of the function. Those that name a pathway are set by a person. */
export const DISPOSITIONS = {
  NOT_DEVICE_NO_MEDICAL_PURPOSE: row('not-device', 'Not a device, no medical purpose', cite('FDC', '201(h)(1)')),
  NOT_DEVICE_520o_A: excluded('A'),
  NOT_DEVICE_520o_B: excluded('B'),
  NOT_DEVICE_520o_C: excluded('C'),
  NOT_DEVICE_520o_D: excluded('D'),
  NOT_DEVICE_520o_E: excluded('E'),
  ENFORCEMENT_DISCRETION_CDS_2026: row(
    'discretion',
    'Enforcement discretion, CDS 2026-01-29',
    cite('CDS-2026-01-29', '§IV(3)'),
  ),
  ENFORCEMENT_DISCRETION_DSF: row(
    'discretion',
    'Enforcement discretion, DSF policy 2022-09-28',
    cite('DSF-2022-09-28', '§V.B'),
  ),
  ENFORCEMENT_DISCRETION_GENERAL_WELLNESS: row(
    'discretion',
    'Enforcement discretion, General Wellness 2026-01-06',
    cite('GW-2026-01-06', ''),
  ),
  DEVICE_EXEMPT: row('device', 'Device, exempt from premarket notification', cite('FDC', '510(l) and (m)')),
  DEVICE_510K: row('device', 'Device, 510(k)', cite('FDC', '510(k)')),
  DEVICE_DE_NOVO: row('device', 'Device, De Novo', cite('FDC', '513(f)(2)')),
  DEVICE_PMA: row('device', 'Device, PMA', cite('FDC', '515')),
  DEVICE_PATHWAY_UNDETERMINED: row('device', 'Device, pathway undetermined', cite('FDC', '201(h)(1)')),
  UNDETERMINED: row('undetermined', 'Undetermined'),
} as const satisfies Record<string, DispositionRow>;

export type Disposition = keyof typeof DISPOSITIONS;
