/**
 * Demuxers that may open a file. Left out on purpose: playlists and scripts (hls, concat, dash), which name other files,
 * and everything that reads devices.
 */
const DEMUXERS = [
  ...['mov', 'mp4', 'm4a', '3gp', '3g2', 'mj2', 'matroska', 'webm', 'avi', 'flv', 'asf', 'mpeg', 'mpegts', 'rm'],
  ...['wav', 'w64', 'aiff', 'caf', 'au', 'dsf', 'flac', 'ape', 'wv', 'tta', 'mp3', 'aac', 'ac3', 'eac3', 'dts'],
  ...['ogg', 'amr', 'amrnb', 'amrwb'],
].join(',');

/** What stands before the input of every call that opens a stranger's file. */
export const INPUT_OPTIONS: readonly string[] = [
  ...['-nostdin', '-hide_banner', '-nostats'],
  ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', DEMUXERS],
];
