/**
 * Plain text as Markdown that reads the same (CommonMark 0.31 §2.4): signs that would begin emphasis, code, a link, an image
 * or HTML are escaped. An underscore inside a word is no emphasis and stays.
 */
export const inMarkdown = (text: string): string =>
  text
    .replace(/[\\`*[\]<]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(\s*)([#>+-]|\d+[.)])(?=\s)/gm, '$1\\$2');
