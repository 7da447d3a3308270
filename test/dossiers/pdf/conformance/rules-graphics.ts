import { contentOf } from './page-content';
import type { OpenedPdf } from './opened-pdf';
import { a3, once, own, ua, unless, type Rule } from './rule';
import { Ref } from './syntax';

const intents = (pdf: OpenedPdf) => pdf.array(pdf.catalog.get('OutputIntents')).map((intent) => pdf.dict(intent));

const profiles = once((pdf: OpenedPdf) => intents(pdf).map((intent) => pdf.data(intent.get('DestOutputProfile'))));

const xobjects = once((pdf: OpenedPdf) =>
  pdf.dicts.filter(({ dict }) => pdf.name(dict.get('Type')) === 'XObject' || pdf.name(dict.get('Subtype')) === 'Form'),
);

const CMYK = ['k', 'K'];

/** PDF/A-3a §6.2, but for fonts: colours, forms, transparency. */
export const GRAPHICS_RULES: readonly Rule[] = [
  a3('6.2.3-1', 'the colour profile is that of a display, RGB, of a version below 5', (pdf) =>
    profiles(pdf).flatMap((icc) =>
      unless(
        ['prtr', 'mntr'].includes(icc.toString('latin1', 12, 16)) &&
          icc.toString('latin1', 16, 20) === 'RGB ' &&
          icc[8] < 5 &&
          icc.readUInt32BE(0) === icc.length,
        'another profile',
      ),
    ),
  ),
  a3('6.2.3-2', 'there is one output intent', (pdf) => unless(intents(pdf).length === 1, `${intents(pdf).length}`)),
  a3('6.2.4.3-2', 'RGB is what the output intent means', (pdf) => unless(profiles(pdf)[0]?.length > 0, 'no profile')),
  a3('6.2.4.3-3', 'CMYK is not used', (pdf) => CMYK.filter((operator) => contentOf(pdf).operators.has(operator))),
  a3('6.2.5-1', 'no graphics state is set by a dictionary', (pdf) => unless(!contentOf(pdf).operators.has('gs'), 'gs')),
  a3('6.2.6-1', 'no rendering intent is set', (pdf) => unless(!contentOf(pdf).operators.has('ri'), 'ri')),
  a3('6.2.8-1', 'there are no images', (pdf) => [
    ...unless(!contentOf(pdf).operators.has('BI'), 'an image in a page'),
    ...xobjects(pdf).flatMap(({ id, dict }) => unless(pdf.name(dict.get('Subtype')) !== 'Image', `image ${id}`)),
  ]),
  a3('6.2.9-1', 'forms are plain', (pdf) =>
    xobjects(pdf).flatMap(({ id, dict }) =>
      unless(!['OPI', 'PS', 'Subtype2'].some((key) => dict.has(key)), `form ${id}`),
    ),
  ),
  a3('6.2.9-2', 'forms refer to no other file', (pdf) =>
    xobjects(pdf).flatMap(({ id, dict }) => unless(!dict.has('Ref'), `form ${id}`)),
  ),
  a3('6.2.10-2', 'nothing is transparent', (pdf) =>
    pdf.dicts.flatMap(({ id, dict }) => unless(!dict.has('Group') && !dict.has('SMask'), `object ${id}`)),
  ),
  ua('7.20-1', 'forms refer to no other file', (pdf) =>
    xobjects(pdf).flatMap(({ id, dict }) => unless(!dict.has('Ref'), `form ${id}`)),
  ),
  ua('7.20-2', 'a form that many pages call has no marked content of its own', (pdf) =>
    xobjects(pdf).flatMap(({ id, dict }) =>
      unless(!dict.has('StructParents') && !pdf.data(new Ref(id)).includes('MCID'), `form ${id}`),
    ),
  ),
  own('marks', 'every mark and every q is closed', (pdf) => [...contentOf(pdf).faults]),
];
