/**
 * Every act that changes the record, and why it is one. The list is closed: what is not here cannot be written, and a
 * law test holds that each is used.
 */
export const ACTS = {
  /** A party came into the record: owner, co-developer, supplier, host or site. */
  'organization.registered': 'registered an organization',
  'organization.revised': 'revised an organization',
  /** A model comes under regulation. */
  'model.registered': 'registered a model',
  'model.revised': 'revised a model',
  /** Who answers for what (21 CFR 807.3(d), 807.20(a)(2)); a role is ended, never removed. */
  'party.added': 'gave an organization a role',
  'party.ended': 'ended the role of an organization',
  /** One release candidate with its artifacts. */
  'version.registered': 'registered a version',
  /** Only a draft is edited. */
  'version.revised': 'revised a draft version',
  /** The lifecycle is a table; nothing else changes a state. */
  'version.transitioned': 'moved a version to another state',
  /** One purpose of the model: the unit of classification (FD&C 520(o)(2)). */
  'function.added': 'added a software function',
  /** Every save is a new revision (21 CFR 801.4). */
  'intended-use.stated': 'stated an intended use',
  /** The bytes of a file were stored under their digest. */
  'file.stored': 'stored a file',
  'evidence.recorded': 'recorded evidence',
  /** A newer record took its place; both stay readable. */
  'evidence.superseded': 'superseded evidence',
  /** It no longer supports anything, and says why. */
  'evidence.withdrawn': 'withdrew evidence',
  /** A person accepted or overrode what the rule set gave. */
  'classification.decided': 'decided a classification',
  /** The making of a dossier was asked for. */
  'dossier.requested': 'requested a dossier',
  /** One PDF left the house. */
  'dossier.issued': 'issued a dossier',
} as const;

export type Act = keyof typeof ACTS;
