import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Said } from '../../http/pages/forms/said';
import { rowsOf } from '../../http/pages/forms/values';
import { Refusal } from '../../kernel/refusal';
import { Imports } from '../imports.service';
import type { NormalForm } from '../normal-form';

/** A file that is named in a form. */
export interface NamedFile {
  readonly name: string;
  readonly sha256: string;
  readonly role: string;
}

/** Evidence that has the same bytes already. */
export interface SameFile {
  readonly id: string;
  readonly number: number;
  readonly title: string;
}

/** What is seen in a file before anything is recorded. */
export interface ReadFile extends NamedFile {
  readonly size: number | null;
  /** What an importer makes of it; null for an attachment, or where none reads it. */
  readonly results: NormalForm | null;
  /** Why no importer reads it; null where one does, or none was asked. */
  readonly refused: string | null;
  readonly same: readonly SameFile[];
}

/** The files of a form as they were typed or dropped. */
export const filesIn = (said: Said): readonly NamedFile[] =>
  rowsOf(said, 'files').map((row) => ({
    name: said[`files.${row}.name`] ?? '',
    sha256: said[`files.${row}.sha256`] ?? '',
    role: said[`files.${row}.role`] ?? '',
  }));

interface Stored {
  readonly sha256: string;
  readonly size: string;
  readonly same: readonly SameFile[] | null;
}

/** Looks into the files of a form: what reads them, which numbers they hold, and where they are recorded already. */
@Injectable()
export class ReadFiles {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly imports: Imports,
  ) {}

  async of(said: Said): Promise<ReadFile[]> {
    const files = filesIn(said).filter(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256));
    const stored = new Map((await this.stored(files)).map((one) => [one.sha256, one]));
    return Promise.all(
      files.map(async (file): Promise<ReadFile> => {
        const known = stored.get(file.sha256);
        const read = known === undefined ? NOT_READ : await this.read(file);
        return { ...file, ...read, size: known === undefined ? null : Number(known.size), same: known?.same ?? [] };
      }),
    );
  }

  /** Whether an importer reads it, by trying. */
  async isResults(sha256: string): Promise<boolean> {
    const { results } = await this.read({ sha256, role: 'results' });
    return results !== null;
  }

  private async read({ sha256, role }: Pick<NamedFile, 'sha256' | 'role'>): Promise<typeof NOT_READ> {
    if (role !== 'results') return NOT_READ;
    try {
      return { results: await this.imports.read(sha256, null), refused: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { results: null, refused: error.detail };
    }
  }

  private stored(files: readonly NamedFile[]): Promise<Stored[]> {
    return this.dataSource.query<Stored[]>(
      `SELECT s.sha256, s.size::text AS size,
         (SELECT json_agg(json_build_object('id', e.id, 'number', e.number, 'title', e.title) ORDER BY e.number)
          FROM evidence e WHERE e.id IN (SELECT f.evidence_id FROM evidence_file f WHERE f.sha256 = s.sha256 LIMIT 5)) AS same
       FROM stored_file s WHERE s.sha256 = ANY($1)`,
      [files.map(({ sha256 }) => sha256)],
    );
  }
}

const NOT_READ: { readonly results: NormalForm | null; readonly refused: string | null } = {
  results: null,
  refused: null,
};
