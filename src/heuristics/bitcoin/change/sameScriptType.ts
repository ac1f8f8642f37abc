import { scriptTypeOf } from '../scriptTypeOf.js'
import { changeRule, NOTHING, unique } from './changeRule.js'

/**
 * Same script type (C7): all inputs have one type of script, and one output only has it too.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (AddressType).
 * Fails when: a wallet moves to a new type, so that its change has it and the payee's has the old one (found, though a
 * payment); a wallet gives change the type of the payee (absent).
 * Cost: linear in inputs and outputs.
 */
export const sameScriptType = changeRule({
	id: 'sameScriptType',
	version: '1',
	looksAhead: false,
	confidence: 0.6,
	sees: 'one output only has the type of script that all inputs have',
	says({ inputs }, outputs) {
		const types = new Set(inputs.map(scriptTypeOf))
		const told = [...types].filter((type) => type !== null)
		if (told.length > 1) return NOTHING
		const [type] = told
		const untold = [...inputs, ...outputs].filter((part) => scriptTypeOf(part) === null).length
		if (untold > 0 || type === undefined) return { missing: [`${untold} script types`] }
		return unique(outputs, (output) => scriptTypeOf(output) === type)
	},
})
