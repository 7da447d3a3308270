import { Noun, Says } from '../../http/says';
import { EDITION_KINDS, type EditionKind } from './edition';

@Noun('RedactionRule', 'Fields that are withheld, and why')
export class RedactionRuleAnswer {
  @Says.text('As people call the fields') class: string;
  @Says.text() reason: string;
  @Says.texts('JSON pointers into the record, in which * stands for every member') fields: readonly string[];
}

@Noun('DossierRendition', 'Another form of an issued dossier, which is no dossier itself')
export class DossierRenditionAnswer {
  @Says.id() id: string;
  @Says.id('The dossier') dossierId: string;
  @Says.oneOf(EDITION_KINDS) kind: EditionKind;
  @Says.mayText('The policy by which fields are withheld') policy: string | null;
  @Says.mayText() policyEdition: string | null;
  @Says.list(() => RedactionRuleAnswer) rules: readonly RedactionRuleAnswer[];
  @Says.count() withheld: number;
  @Says.digest() sha256: string;
  @Says.count(1) pages: number;
  @Says.text() madeBy: string;
  @Says.instant() madeAt: Date;
  @Says.href() href: string;
  @Says.href() pdf: string;
}

@Noun('FieldDisclosure', 'What opens one withheld field to whoever may see it')
export class FieldDisclosureAnswer {
  @Says.count(1) number: number;
  @Says.text('JSON pointer into the record') pointer: string;
  @Says.text('Salt, pointer and value as one text; its SHA-256 is the digest in the edition') disclosure: string;
}

@Noun('FieldDisclosures', 'What opens the withheld fields of a rendition')
export class FieldDisclosuresAnswer {
  @Says.id('The rendition') renditionId: string;
  @Says.list(() => FieldDisclosureAnswer) disclosures: readonly FieldDisclosureAnswer[];
}
