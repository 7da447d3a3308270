import { referenceStream, type UpdatedFile, type WrittenAt } from './seal-update';

/** What helps to check a seal when those who could be asked are gone: each in DER. */
export interface LongTermMaterial {
  readonly certificates: readonly Buffer[];
  /** Revocation lists, and answers of OCSP. */
  readonly crls: readonly Buffer[];
  readonly ocsps: readonly Buffer[];
}

/** The file that it is added to. */
export interface UpdatedSeal extends UpdatedFile {
  readonly length: number;
  readonly startXref: number;
  /** The slot that the catalog points to. */
  readonly dss: number;
}

/** An update of a file, and what the next one must know. */
export interface LongTermUpdate {
  readonly bytes: Buffer;
  readonly after: UpdatedSeal;
}

/** Fills the /DSS of a sealed file (ISO 32000-2 §12.8.4.3): nothing that is shown or sealed is touched. Equal arguments give equal bytes. */
export function longTermUpdate(file: UpdatedSeal, { certificates, crls, ocsps }: LongTermMaterial): LongTermUpdate {
  let next = file.size;
  const numbered = (all: readonly Buffer[]): number[] => all.map(() => next++);
  const lists = { Certs: numbered(certificates), CRLs: numbered(crls), OCSPs: numbered(ocsps) };
  const entries = Object.entries(lists)
    .filter(([, ids]) => ids.length > 0)
    .map(([entry, ids]) => `/${entry}[${ids.map((id) => `${id} 0 R`).join(' ')}]`);
  const written: WrittenAt[] = [];
  const parts: Buffer[] = [];
  let offset = file.length;
  const add = (id: number, ...pieces: readonly (string | Buffer)[]): void => {
    const bytes = Buffer.concat(
      [`${id} 0 obj\n`, ...pieces, '\nendobj\n'].map((piece) => Buffer.from(piece as string, 'latin1')),
    );
    written.push({ id, offset });
    parts.push(bytes);
    offset += bytes.length;
  };
  add(file.dss, `<</Type/DSS${entries.join('')}>>`);
  [...certificates, ...crls, ...ocsps].forEach((bytes, at) => {
    add(file.size + at, `<</Length ${bytes.length}>>\nstream\n`, bytes, '\nendstream');
  });
  const updated = { ...file, size: next + 1 };
  const table = referenceStream(updated, file.startXref, [...written, { id: next, offset }]);
  const tail = Buffer.from(`${table}startxref\n${offset}\n%%EOF\n`, 'latin1');
  return {
    bytes: Buffer.concat([...parts, tail]),
    after: { ...updated, startXref: offset, length: offset + tail.length },
  };
}
