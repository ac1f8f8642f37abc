import { readFile, stat } from 'node:fs/promises'
import { turn } from '../chains/turn.js'
import type { CaseFile } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { parsePrices } from '../prices/parsePrices.js'
import type { PriceBook } from '../prices/priceBook.js'
import { casePath } from './casePath.js'
import type { Within } from './openSources.js'

/** Largest price list, in bytes: some million prices. Our choice. */
const MAX_BYTES = 128 * 2 ** 20

/**
 * Reads the price list that a case names.
 * @throws InputError `E_PATH`, `E_LIMIT`, or `E_INPUT` with file, line and field
 */
export async function readPrices(given: NonNullable<CaseFile['prices']>, within: Within): Promise<PriceBook> {
	const { path, ...options } = typeof given === 'string' ? { path: given } : given
	const file = await casePath(within.folder, path, 'prices', within.allowOutside)
	await turn(within.signal)
	return parsePrices(await textOf(file, path), path, options)
}

async function textOf(file: string, shown: string): Promise<string> {
	try {
		if ((await stat(file)).size > MAX_BYTES)
			throw new InputError('E_LIMIT', `${shown}: more than ${MAX_BYTES} bytes`, { details: { file: shown } })
		return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
	} catch (cause) {
		if (cause instanceof InputError) throw cause
		const [code, why] =
			cause instanceof TypeError
				? (['E_INPUT', 'not UTF-8 text'] as const)
				: (['E_PATH', 'the price list cannot be read'] as const)
		throw new InputError(code, `${shown}: ${why}`, { details: { file: shown }, cause })
	}
}
