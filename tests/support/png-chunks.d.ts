declare module 'png-chunks-extract' {
  export default function extract(png: Uint8Array): { name: string; data: Uint8Array }[];
}
declare module 'png-chunk-text' {
  const text: { decode(data: Uint8Array): { keyword: string; text: string } };
  export default text;
}
