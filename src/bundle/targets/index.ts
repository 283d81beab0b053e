// One line a part of the bundle, in the order of its README.

export { cards } from './cards.ts';
export { corpus } from './corpus.ts';
export { dify } from './dify.ts';
export { ollama } from './ollama.ts';
export { openWebui } from './open-webui.ts';
export { prompt } from './prompt.ts';
export { roleAgents } from './role-agents.ts';
export { skill } from './skill.ts';
export { train } from './train.ts';
export { voice } from './voice.ts';
