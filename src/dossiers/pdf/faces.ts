import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { sha256 } from '../../kernel/digest';

const file = (family: string, cut: string, name: string, digest: string) => ({
  path: `@expo-google-fonts/${family}/${cut}/${name.replace(/ /g, '')}.ttf`,
  name,
  digest,
});

const dejaVu = (name: string, digest: string) => ({ path: `dejavu-fonts-ttf/ttf/${name}.ttf`, name, digest });

/** The font files, pinned: other bytes would set the same words to other lengths, and the same record to another file. */
export const FACES = {
  serif: file(
    'source-serif-4',
    '400Regular',
    'SourceSerif4_400Regular',
    'd47da11c5f55f031d9ec54c3172865d76009b2cbab5c706dfa73866b00096639',
  ),
  serifB: file(
    'source-serif-4',
    '600SemiBold',
    'SourceSerif4_600SemiBold',
    'd31cd1fb273e5399efc04691e9ac14b581eae836d783f6cf3c560225ebcf95c0',
  ),
  serifI: file(
    'source-serif-4',
    '400Regular_Italic',
    'SourceSerif4_400Regular_Italic',
    '8abc06ebcf3a84d6e18763fad2fd237c9149104f16963f459c8763390048aff2',
  ),
  sans: file(
    'source-sans-3',
    '400Regular',
    'SourceSans3_400Regular',
    '393fb5b878ceed04aebc34b097e853ae5138c51d0c34b496ce8e2b47e0d0b94a',
  ),
  sansB: file(
    'source-sans-3',
    '600SemiBold',
    'SourceSans3_600SemiBold',
    'bd2550fce2d295b0bf20bd8b1b7f1477da834f1066bd850aafdb4787a67a63ca',
  ),
  sansI: file(
    'source-sans-3',
    '400Regular_Italic',
    'SourceSans3_400Regular_Italic',
    'f17facaa9ed293bb38526db3638e240510b7393c37ffa70e5c48f39575de44ab',
  ),
  mono: file(
    'source-code-pro',
    '400Regular',
    'SourceCodePro_400Regular',
    '1bd0bb61d974f62f9cc208a162fd3a7a13f95ba0b56b88b870730bf3ae1ba358',
  ),
  monoB: file(
    'source-code-pro',
    '600SemiBold',
    'SourceCodePro_600SemiBold',
    '2859dc9b573c7190cdc705e49831b9ad9c5e1b571897f765505ea88317ca8893',
  ),
  signs: dejaVu('DejaVuSans', '7da195a74c55bef988d0d48f9508bd5d849425c1770dba5d7bfc6ce9ed848954'),
  signsB: dejaVu('DejaVuSans-Bold', 'e6476c1b80502924294eed40894c5b18e06c181444ca953e5334262df9c27724'),
  han: file(
    'noto-sans-sc',
    '400Regular',
    'NotoSansSC_400Regular',
    'd45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16',
  ),
} as const;

export type FaceKey = keyof typeof FACES;

/**
 * Where the characters come from that a face lacks: signs and rarer letters, then Chinese and Japanese. Their files are
 * read only when a character asks for them.
 */
export const fallbacksOf = (key: FaceKey): readonly FaceKey[] => {
  if (key === 'signs' || key === 'signsB' || key === 'han') return [];
  return [key.endsWith('B') ? 'signsB' : 'signs', 'han'];
};

const opened = new Map<FaceKey, Font>();

/** The parsed font of a face, shared by all dossiers of the process; throws when its file is not the pinned one. */
export function openFace(key: FaceKey): Font {
  const found = opened.get(key);
  if (found !== undefined) return found;
  const bytes = readFileSync(require.resolve(FACES[key].path));
  if (sha256(bytes) !== FACES[key].digest) throw new Error(`${FACES[key].path} is not the font file that is pinned`);
  const font = create(bytes) as Font;
  opened.set(key, font);
  return font;
}
