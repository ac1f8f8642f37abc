import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../model/errors.js'
import { compareText } from '../model/order.js'

/**
 * Case files under a path, in code-unit order: the file itself, or every `case.json` and `*.case.json` below a folder.
 * @throws InputError `E_PATH` where there is none
 */
export async function findCases(path: string): Promise<string[]> {
	let found: string[]
	try {
		found = (await stat(path)).isDirectory() ? await search(path) : [path]
	} catch (cause) {
		throw new InputError('E_PATH', `no such file or folder: ${JSON.stringify(path)}`, {
			details: { value: path },
			cause,
		})
	}
	if (found.length === 0)
		throw new InputError('E_PATH', `no case in ${JSON.stringify(path)}`, { details: { value: path } })
	return found
}

async function search(folder: string): Promise<string[]> {
	const found: string[] = []
	const folders = [folder]
	for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
		for (const entry of await readdir(next, { withFileTypes: true })) {
			const path = join(next, entry.name)
			if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) folders.push(path)
			else if (entry.isFile() && (entry.name === 'case.json' || entry.name.endsWith('.case.json'))) found.push(path)
		}
	}
	return found.sort(compareText)
}
