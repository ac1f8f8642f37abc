export { renderExplanation } from './renderExplanation.js'
export { type RenderOptions, renderResult } from './renderResult.js'
export { toGexf } from './toGexf.js'
export { toJunit } from './toJunit.js'
