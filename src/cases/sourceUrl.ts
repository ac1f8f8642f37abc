import { env } from 'node:process'
import type { SourceUrl } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'

/**
 * The address of a provider, out of the environment where the case says so. It may hold a key: no error shows it.
 * @throws InputError where the variable is not there
 */
export function sourceUrl(told: SourceUrl, field: string): string {
	if (typeof told === 'string') return told
	const url = env[told.env]
	if (url !== undefined && url !== '') return url
	throw new InputError('E_INPUT', `${field}: the environment variable ${told.env} is not set`, {
		details: { field, expected: 'an environment variable that holds an address' },
	})
}
