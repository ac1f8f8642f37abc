export { type CaseCheck, type CheckReport, check } from './cases/check.js'
export { findCases } from './cases/findCases.js'
export { type CaseOptions, type OpenedCase, openCase, readLabels } from './cases/openCase.js'
export { saveCase } from './cases/saveCase.js'
