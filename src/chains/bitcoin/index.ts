export { accountOfScript } from './accountOfScript.js'
export type { BlockBytesInput, BlockInput, BlockInputFacts, BlockPathInput } from './blockInput.js'
export { openBlocks } from './openBlocks.js'
