import { expect } from 'vitest'
import { InputError } from '../../src/model/errors.js'

/** The error that a read ends with; fails where it does not throw one of ours. */
export function refused(read: () => unknown): InputError {
	try {
		read()
	} catch (error) {
		expect(error).toBeInstanceOf(InputError)
		return error as InputError
	}
	throw new Error('nothing was refused')
}
