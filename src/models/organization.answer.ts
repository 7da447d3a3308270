import { Noun, Says } from '../http/says';

@Noun('Organization', 'A party: owner, manufacturer, co-developer, supplier, host or site')
export class OrganizationAnswer {
  @Says.id() id: string;
  @Says.text() name: string;
  @Says.mayText('City and region') place: string | null;
  @Says.like(/^[A-Z]{2}$/, 'ISO 3166-1') country: string;
  @Says.instant() createdAt: Date;
  @Says.count(1) revision: number;
  @Says.href() href: string;
}
