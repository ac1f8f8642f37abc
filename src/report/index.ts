export { type RenderOptions, renderResult } from './renderResult.js'
export { renderExplanation } from './renderExplanation.js'
export { toGexf } from './toGexf.js'
export { toJunit } from './toJunit.js'
