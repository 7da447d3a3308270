import { Words } from '../http/fields';

/** What a file is called; its bytes are the body. */
export class FileName {
  @Words(1, 255) name: string;
}
