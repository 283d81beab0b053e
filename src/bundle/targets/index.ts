// One line a part of the bundle, in the order of its README.
export { corpus } from './corpus.ts';
export { prompt } from './prompt.ts';
export { voice } from './voice.ts';
