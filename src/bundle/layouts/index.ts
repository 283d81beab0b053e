// One line a layout; profiles.json says which backend uses which.
export { f5Ref } from './f5-ref.ts';
export { gptSovitsRef } from './gpt-sovits-ref.ts';
export { minimaxUpload } from './minimax-upload.ts';
