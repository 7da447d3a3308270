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
  /** What a released version carries on the market (21 CFR 801.20, 820.45). */
  'labeling.recorded': 'recorded the labeling of a version',
  /** One purpose of the model: the unit of classification (FD&C 520(o)(2)). */
  'function.added': 'added a software function',
  /** Every save is a new revision (21 CFR 801.4). */
  'intended-use.stated': 'stated an intended use',
  /** It holds no more, and says why; the function is for nothing then until it is stated anew. */
  'intended-use.withdrawn': 'withdrew an intended use',
  /** What a function is said to achieve, with its limit fixed before the run (ISO 13485 7.3.7). */
  'claim.stated': 'stated a claim',
  /** A new revision; the evidence that was there before it is marked. */
  'claim.revised': 'revised a claim',
  /** Nobody stands behind it any more, and it says why. */
  'claim.withdrawn': 'withdrew a claim',
  /** The bytes of a file were stored under their digest. */
  'file.stored': 'stored a file',
  /** The bytes are others or gone; the file is kept from use. The program finds it out, nobody asks for it. */
  'file.found-damaged': 'found a stored file damaged',
  /** They are the bytes of the digest again; the file can be used. */
  'file.restored': 'found a damaged file restored',
  /** They had been disposed of before, and came again. */
  'file.stored-again': 'stored the bytes of a file again',
  'evidence.recorded': 'recorded evidence',
  /** A newer record took its place; both stay readable. */
  'evidence.superseded': 'superseded evidence',
  /** It no longer supports anything, and says why. */
  'evidence.withdrawn': 'withdrew evidence',
  /** What a piece of evidence is to show; added, and ended with a reason, never removed. */
  'evidence-link.added': 'linked evidence',
  'evidence-link.ended': 'ended a link of evidence',
  /** A person accepted or overrode what the rule set gave. */
  'classification.decided': 'decided a classification',
  /** Nobody stands behind it any more, and it says why. */
  'classification.withdrawn': 'withdrew a classification',
  /** What went to an authority and came back, as the organization says it; never the authority's own word. */
  'submission.registered': 'registered a submission',
  'submission.revised': 'revised a submission',
  /** The letter from which it is recorded, as a stored file. */
  'submission.letter-added': 'added a letter to a submission',
  /** The making of a dossier was asked for. */
  'dossier.requested': 'requested a dossier',
  /** Whoever waited for it waits no more; a file that was drawn meanwhile is no dossier. */
  'dossier.cancelled': 'cancelled a request for a dossier',
  /** One PDF left the house. */
  'dossier.issued': 'issued a dossier',
  /** A copy of one without attachments, or one with fields withheld; neither is a dossier. */
  'dossier.rendered': 'made a rendition of a dossier',
  /** The issued file stays as it is: what is added is kept beside it. */
  'dossier.seal-extended': 'kept what checks the seal of a dossier later',
  /** A kind of record is kept longer than the published rule asks; never shorter (21 CFR 11.10(c)). */
  'retention.lengthened': 'lengthened a retention period',
  /** While a matter lasts nothing that it covers may go, whatever its period. */
  'legal-hold.placed': 'placed a legal hold',
  'legal-hold.released': 'released a legal hold',
  /** One asks and another one decides: bytes go for good. */
  'disposal.requested': 'asked for a disposal',
  'disposal.rejected': 'rejected a disposal',
  'disposal.approved': 'approved a disposal',
  /** People talk about a record where it stands; what was said is never edited. */
  'comment-thread.opened': 'began to comment on a record',
  'question.asked': 'asked a question about a record',
  'comment.added': 'replied',
  /** Settled with words, and open again when it was not. */
  'comment-thread.resolved': 'resolved a thread',
  'comment-thread.reopened': 'opened a thread again',
  /** Somebody is known from now on; the user name is never given again (21 CFR 11.100(a)). */
  'person.invited': 'invited a person',
  'person.revised': 'revised a person',
  /** He acts no more; what he signed keeps his name. */
  'person.left': 'ended the account of a person',
  'role.given': 'gave a person a role',
  'role.ended': 'ended the role of a person',
  /** Trained, identified, or a policy accepted (21 CFR 11.10(i), 11.100(b), 11.10(j)). */
  'qualification.recorded': 'recorded a qualification',
  'qualification.ended': 'ended a qualification',
  /** A one-time link to set what one signs in with; the first, or after a loss (21 CFR 11.300(c)). */
  'enrolment.offered': 'made a one-time link',
  'enrolment.used': 'used a one-time link',
  'credential.added': 'added what a person signs in with',
  'credential.ended': 'ended what a person signed in with',
  'session.opened': 'signed in',
  'session.ended': 'ended a session',
  /** To whom vouches for him, at the very time, before he signs (21 CFR 11.200(a)). */
  'identity.confirmed': 'proved anew who he is',
  'token.issued': 'issued a token',
  'token.ended': 'ended a token',
  /** A substitute signs in somebody's place for a time, and says so. */
  'delegation.given': 'named a substitute',
  'delegation.ended': 'ended a delegation',
  /** By which steps a kind of record is signed (21 CFR 11.10(f)). */
  'signature-plan.stated': 'stated by which steps a record is signed',
  /** Somebody signed, with a meaning (21 CFR 11.50); what follows from it is in the same act. */
  'signature.given': 'signed',
  'signature.rejected': 'rejected by signature',
  /** What is mailed to somebody, and where: each chooses for himself. */
  'notices.chosen': 'chose what is mailed',
  /** An address that tells the dates of a person to whoever knows it. */
  'calendar-feed.opened': 'opened an address for a calendar',
  'calendar-feed.ended': 'ended the address of a calendar',
  /** Somebody from outside reads what is listed, from when to when, and each thing that he reads is told. */
  'auditor-grant.given': 'gave an auditor access',
  'auditor-grant.revoked': 'took the access of an auditor back',
  'auditor.read': 'read as an auditor',
  /** Told to those who answer for security (21 CFR 11.300(d)). */
  'security.alerted': 'told of an attempt that was not allowed',
  /** A restore lost something, and the record goes on without it. */
  'loss.accepted': 'accepted the loss of a restore',
} as const;

export type Act = keyof typeof ACTS;
