import { InputError } from '../model/errors.js'
import { parseAccount, parseOutput, parseTransaction } from '../model/identifiers.js'

/** The form in which results write an account, output or transaction; a text that is none, e.g. an entity, as it is. */
export function canonicalId(id: string): string {
	try {
		if (!id.includes('/')) return parseAccount(id)
		return /:[0-9]+$/.test(id) ? parseOutput(id) : parseTransaction(id)
	} catch (error) {
		if (error instanceof InputError) return id
		throw error
	}
}
