import { Noun, Says } from '../../http/says';
import { ALERT_KINDS, type AlertKind } from './security-alert.entity';

@Noun('SecurityAlert', 'Somebody tried what was not his')
export class SecurityAlertAnswer {
  @Says.id() id: string;
  @Says.oneOf(ALERT_KINDS) kind: AlertKind;
  @Says.mayId('Whose account it was; null where there is none of that name') personId: string | null;
  @Says.mayText('From where, as far as that is known') address: string | null;
  @Says.instant() at: Date;
}
