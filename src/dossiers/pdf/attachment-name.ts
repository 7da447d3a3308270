/** Whether an attachment's name can become a file's name without leaving its folder. */
export const isPlainName = (name: string): boolean =>
  // eslint-disable-next-line no-control-regex
  name.length > 0 && name.length <= 255 && name !== '.' && name !== '..' && !/[/\\:\x00-\x1f\x7f]/.test(name);
