/** Whatever is written here holds somebody's words or voice, and is for its owner only. */
export const FILE_MODE = 0o600;
export const DIR_MODE = 0o700;
