import type { Writing } from './essay.ts';

type NotOwnWords = Required<Pick<Writing, 'dropped' | 'droppedBy'>>;

/** What a piece says that somebody else wrote before. */
export const REPRINT: NotOwnWords = { dropped: 'not-own-words', droppedBy: 'reprint' };
/** A page or mail that a program for notes has kept. */
export const WEB_CLIP: NotOwnWords = { dropped: 'not-own-words', droppedBy: 'web-clip' };
/** What its writer threw away. */
export const IN_TRASH: NotOwnWords = { dropped: 'revoked', droppedBy: 'in-trash' };
