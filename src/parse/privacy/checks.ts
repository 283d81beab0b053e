/**
 * Luhn's check (ISO/IEC 7812-1): every second digit from the right is doubled, and the sum must be a multiple of ten.
 */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}

/** Check digit of an 18-digit Chinese id (GB 11643-1999): weights 2^(18-i) mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
export function idCheckDigit(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] as number);
  return CHECKS[sum % 11] as string;
}

/** Country calling codes (ITU-T E.164, 2024-05), by length. */
const ONE = new Set(['1', '7']);
const TWO = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);
/** In these ranges the third digit may be any, except for a few codes that nobody was given. */
const THREE =
  /^(?:21[1-368]|2[2346]\d|25[0-8]|29[01789]|3[578]\d|42[013]|50\d|59\d|67[0-9]|68\d|69[0-2]|85[02356]|88[068]|96[0-8]|97[0-7]|99[2-68])/u;

/** Length of the calling code at the start of an international number; 0 when there is none. */
export function callingCode(digits: string): number {
  if (ONE.has(digits.slice(0, 1))) return 1;
  if (TWO.has(digits.slice(0, 2))) return 2;
  return THREE.test(digits) ? 3 : 0;
}
