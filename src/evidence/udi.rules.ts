/** Who gives out device identifiers by leave of FDA (21 CFR 830.100), each in a form of its own. */
export const ISSUING_AGENCIES = ['GS1', 'HIBCC', 'ICCBBA'] as const;
export type IssuingAgency = (typeof ISSUING_AGENCIES)[number];

/** GS1 General Specifications §7.9: weights 3 and 1 from the left, and the sum is a multiple of ten. */
function hasCheckDigit(gtin14: string): boolean {
  const sum = [...gtin14].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
}

const NOT_GTIN = 'must be the 14 digits of a GTIN-14, without “(01)”';

/**
 * What is wrong with the device identifier, as the identification database keeps it; null when it is well formed. HIBCC:
 * labeler code, item number and unit of measure (ANSI/HIBC 2.6, 6 to 23 characters); ICCBBA: 16 characters (ISBT 128).
 */
export function refusedUdiDi(agency: IssuingAgency, identifier: string): string | null {
  switch (agency) {
    case 'GS1':
      if (!/^\d{14}$/.test(identifier)) return NOT_GTIN;
      return hasCheckDigit(identifier) ? null : 'has a check digit that is not that of its other digits';
    case 'HIBCC':
      return /^[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}\d$/.test(identifier)
        ? null
        : 'must be 6 to 23 capital letters and digits: labeler code, item number and unit of measure, without “+”';
    case 'ICCBBA':
      return /^[A-Z0-9]{16}$/.test(identifier) ? null : 'must be 16 capital letters and digits, without “=/”';
  }
}
