import { readAttachments, baseLength } from '../../../src/dossiers/pdf/read-attachments';
import { writeDossier, type WrittenDossier } from '../../../src/dossiers/pdf/write-dossier';
import { brokenRules } from './conformance/rules';
import { itWith, Parsed, runOn } from './parsed';
import { attachment, RECORD, specimen } from './specimen';

/** A later revision as a seal makes it: the field with a value, another store, and a table that leads to the base. */
function updated({ bytes, base }: WrittenDossier): Buffer {
  const { field, dss, size, root, info, id, startXref, length } = base;
  const objects = [
    `${field.id} 0 obj\n${field.body}/V ${size} 0 R>>\nendobj\n`,
    `${size} 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>\nendobj\n`,
    `${dss} 0 obj\n<</Type/DSS/Certs[]>>\nendobj\n`,
  ];
  const offsets = objects.map((_, at) => length + objects.slice(0, at).join('').length);
  const start = length + objects.join('').length;
  const table = Buffer.alloc(7 * 4);
  [...offsets, start].forEach((offset, at) => {
    table[7 * at] = 1;
    table.writeUIntBE(offset, 7 * at + 1, 5);
  });
  const index = [field.id, size, dss, size + 1].map((number) => `${number} 1`).join(' ');
  const entries =
    `<</Type/XRef/Size ${size + 2}/W[1 5 1]/Index[${index}]/Prev ${startXref}/Root ${root} 0 R/Info ${info} 0 R` +
    `/ID[<${id}><${id}>]/Length ${table.length}>>`;
  return Buffer.concat([
    bytes,
    Buffer.from(`${objects.join('')}${size + 1} 0 obj\n${entries}\nstream\n`),
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`),
  ]);
}

describe('The base revision of a dossier', () => {
  let written: WrittenDossier;

  beforeAll(async () => {
    written = await writeDossier(specimen({ attachments: [attachment('record.json', '{"record":true}')] }));
  });

  it('is told as it is: length, table, catalog, information, identifier', () => {
    const { base, bytes } = written;
    const text = bytes.toString('latin1');
    expect(base.length).toBe(bytes.length);
    expect(text.slice(-30)).toContain(`startxref\n${base.startXref}\n%%EOF\n`);
    expect(text.slice(base.startXref, base.startXref + 60)).toMatch(
      new RegExp(`^${base.size - 1} 0 obj\n<</Type/XRef/Size ${base.size}/`),
    );
    expect(text.slice(base.startXref)).toContain(
      `/Root ${base.root} 0 R/Info ${base.info} 0 R/ID[<${base.id}><${base.id}>]`,
    );
    expect(base.id).toBe(RECORD.slice(0, 32));
  });

  it('has an empty field for the seal, and an empty store, where an update finds them', async () => {
    const { base, bytes } = written;
    const text = bytes.toString('latin1');
    expect(text).toContain(`\n${base.field.id} 0 obj\n${base.field.body}>>\nendobj\n`);
    expect(text).toContain(`\n${base.dss} 0 obj\n<</Type/DSS>>\nendobj\n`);
    const parsed = await Parsed.open(bytes);
    const fields = (await parsed.document.getFieldObjects()) as unknown as Record<
      string,
      { type: string; page: number }[]
    >;
    expect(fields).toMatchObject({ Seal: [{ type: 'signature', page: 0 }] });
    const [widget] = (
      (await (await parsed.page(1)).getAnnotations()) as { fieldType?: string; rect: number[] }[]
    ).filter(({ fieldType }) => fieldType === 'Sig');
    expect(widget.rect).toEqual([0, 0, 0, 0]);
    expect((await parsed.allTags()).find(({ role }) => role === 'Sect')?.children.at(-1)?.role).toBe('Form');
  });

  itWith('qpdf')('takes an update of the field and the store, and is its prefix', () => {
    const later = updated(written);
    expect(runOn(later, 'qpdf', ['--check', 'FILE'])).toContain('No syntax or stream encoding errors found');
    const json = JSON.parse(runOn(later, 'qpdf', ['--json', 'FILE']) ?? '') as {
      qpdf: [unknown, Record<string, { value: Record<string, unknown> }>];
    };
    const objects = json.qpdf[1];
    expect(objects[`obj:${written.base.field.id} 0 R`].value['/V']).toBe(`${written.base.size} 0 R`);
    expect(objects[`obj:${written.base.dss} 0 R`].value['/Certs']).toEqual([]);
    expect(objects[`obj:${written.base.root} 0 R`].value['/DSS']).toBe(`${written.base.dss} 0 R`);
  });

  it('keeps every rule of both standards when the field and the store are filled', () => {
    expect(brokenRules(updated(written))).toEqual(new Map());
  });

  it('is what its files are read from, whatever was appended', () => {
    const forged = Buffer.from(
      '9 0 obj\n<</Type/Filespec/F(other.json)/EF<</F 8 0 R>>>>\nendobj\n8 0 obj\n<</Type/EmbeddedFile>>\nstream\nx',
    );
    const later = Buffer.concat([updated(written), forged]);
    const found = readAttachments(later);
    expect(found.map(({ name }) => name)).toEqual(['record.json']);
    expect(baseLength(later, found)).toBe(written.base.length);
    expect(baseLength(written.bytes, found)).toBe(written.base.length);
  });
});
