import { Injectable } from '@nestjs/common';
import { faultOf } from '../credentials/password.rules';
import { SecurityAlerts } from '../credentials/security-alerts.service';
import type { Person } from '../people/person.entity';
import type { Proof, Said } from './password-proofs.service';
import type { Asked } from './password-sign-ins.service';
import type { Opened } from './sessions.service';
import { notProven, SignIns } from './sign-ins.service';

/** Lets in who proved himself with a password, and looks at the password again. */
@Injectable()
export class PasswordAdmissions {
  constructor(
    private readonly signIns: SignIns,
    private readonly alerts: SecurityAlerts,
  ) {}

  async admit({ person, spend }: Proof, { password }: Said, asked: Asked): Promise<Opened> {
    if (person === null || spend === null) throw notProven();
    const opened = await this.signIns.admit({ person, methods: ['pwd', 'otp'], ...asked, spend });
    await this.checkAgain(person, password, asked.whence.address);
    return opened;
  }

  /** What was good when it was set may be known by now: the lists grow (21 CFR 11.300(b)). It is told; whose it is changes it. */
  private async checkAgain(person: Person, password: string, address: string | null): Promise<void> {
    const { id: personId, userName, printedName, email } = person;
    if (faultOf(password, [userName, printedName, email ?? '']) === null) return;
    await this.alerts.tell({ kind: 'password-known', personId, nameSha256: null, address });
  }
}
