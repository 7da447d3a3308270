import { Choice } from '../../http/fields';
import { KEYS, type Keys } from '../../http/pages/keys-setting';

export class SetKeys {
  @Choice(KEYS) keys: Keys;
}
