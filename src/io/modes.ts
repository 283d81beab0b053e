/** Every file written here holds somebody's words or voice, so only the owner may read it. */
export const FILE_MODE = 0o600;
export const DIR_MODE = 0o700;
