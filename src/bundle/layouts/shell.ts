import { shellQuoted } from '../../core/shell-word.ts';
import type { Profile } from '../../core/types.ts';
import type { LayoutContext } from '../layout.ts';

/**
 * A form field that curl sends unchanged. With `-F` curl would take the text after a `;` for a content type, and a
 * field that begins with `@` or `<` for a file. Source: curl.se/docs/manpage.html, 2026-08
 */
export const textField = (name: string, value: string): string => `--form-string ${name}=${shellQuoted(value)}`;

/** The same for the content of a file. */
export const textFieldOf = (name: string, file: string): string => `--form-string ${name}="$(cat ${file})"`;

/**
 * Goes to a copy of the folder, $WORK, before a command changes or adds files: a bundle stays as it was written. Some
 * lists are split at spaces, which the names of bundles often hold.
 */
export const workInCopy = ({ slug }: Pick<LayoutContext, 'slug'>, { id }: Pick<Profile, 'id'>): string =>
  `WORK="$HOME/persona-${slug}-${id}"; cp -R . "$WORK" && cd "$WORK"   # a copy; its path must hold no spaces`;

/** Makes the paths of a list absolute. `before`: what stands before each path, as sed matches it. */
export const absolutePaths = (before: string, ...lists: string[]): string => {
  const [match, kept] = [before, before.replace('^', '')].map((mark) => mark.replaceAll('"', '\\"'));
  return `sed -i.bak "s#${match}wavs/#${kept}$(pwd | sed 's/[&#\\]/\\\\&/g')/wavs/#" ${lists.join(' ')}`;
};
