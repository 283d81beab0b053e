const ROOM = '(?:Apt|Flat|Unit|Suite|Room|Building)\\.? ?\\d{1,5}[A-Z]?';
const NAME = "(?:[A-Z][A-Za-z']{1,20}|\\d{1,3}(?:st|nd|rd|th)) ";
const STREET =
  '(?:(?:Street|Avenue|Road|Lane|Drive|Boulevard|Court|Terrace|Place|Crescent|Close|Way)(?![A-Za-z])|(?:St|Ave|Rd|Ln|Dr|Blvd|Ct)(?![A-Za-z])\\.?)';
/** NY 11354; NSW 2000; SW1A 1AA. */
const POSTCODE = '(?:[A-Z]{2,3} \\d{4,5}(?:-\\d{4})?|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2})(?![A-Za-z\\d])';

/** Flat, number, street; then a flat, a town and a postcode: 123 Main St, Apt 4B, Flushing, NY 11354. */
export const ENGLISH = new RegExp(
  `(?<![\\dA-Za-z.])(?:${ROOM},? ){0,2}(?:No\\. ?)?(?:\\d{1,4}/)?\\d{1,5}[A-Z]?,? (?:[NSEW]\\.? )?(?:${NAME}){1,3}${STREET}(?:,? (?:${ROOM}|# ?\\d{1,5}[A-Z]?))?(?:,?(?: [A-Z][A-Za-z]{1,20}){0,3},? ${POSTCODE})?`,
  'gu',
);
