import { isId } from '../../kernel/ids';
import type { ModelVersion } from '../../models/model-version.entity';

const key = (modelId: string, semanticVersion: string): string => `${modelId} ${semanticVersion}`;

/** The versions that the rows of a file are about or name. */
export class KnownVersions {
  private readonly byId: ReadonlyMap<string, ModelVersion>;
  private readonly byNumber: ReadonlyMap<string, ModelVersion>;

  constructor(versions: readonly ModelVersion[]) {
    this.byId = new Map(versions.map((version) => [version.id, version]));
    this.byNumber = new Map(versions.map((version) => [key(version.modelId, version.semanticVersion), version]));
  }

  withId(id: string): ModelVersion | null {
    return isId(id) ? (this.byId.get(id.toLowerCase()) ?? null) : null;
  }

  find(modelId: string, semanticVersion: string | null): ModelVersion | null {
    return this.byNumber.get(key(modelId, semanticVersion ?? '')) ?? null;
  }

  /** The version of a model that a cell names by number or id; null when it names none of it. */
  parentOf(modelId: string | null, text: string | null | undefined): ModelVersion | null {
    if (modelId === null || text === null || text === undefined) return null;
    const found = this.withId(text) ?? this.find(modelId, text);
    return found?.modelId === modelId ? found : null;
  }
}
