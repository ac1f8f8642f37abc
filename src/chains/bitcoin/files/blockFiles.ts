import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { InputError } from '../../../model/errors.js'
import { compareText } from '../../../model/order.js'
import type { SourceWarning } from '../../adapter.js'
import type { BlockFile } from './blockFile.js'
import { type NodeCompanions, nodeCompanions } from './nodeCompanions.js'

/** What a folder's block files are called: `blk00000.dat`, `block277647.raw`, `x.bin.gz` …, but not Core's `rev*.dat`, `xor.dat`. */
const BLOCK_FILE = /^(?!rev[0-9]+\.dat|xor\.dat).*\.(?:dat|raw|blk|block|bin)(?:\.gz)?$/i

/**
 * The block files that a path stands for, in code-unit order of their names: one file, the block files of a folder, or
 * the files whose name matches the last part of the path, where `*` stands for any characters. What lies in the folder
 * and is not read becomes a warning.
 * @throws InputError `E_PATH` where nothing is there, no file matches or a link leads out of the folder
 */
export async function blockFiles(
	path: string,
	name: string,
): Promise<{ readonly files: readonly BlockFile[]; readonly warnings: readonly SourceWarning[] }> {
	const pattern = basename(path)
	if (dirname(path).includes('*')) throw refuse(name, '* may stand only in the last part of a path')
	if (pattern.includes('*')) {
		return listed({
			folder: dirname(path),
			name: dirname(name),
			wanted: (entry) => matches(entry, pattern),
			expected: 'that matches the pattern',
			countUnwanted: false,
		})
	}
	const facts = await stat(path).catch((cause: unknown) => {
		throw refuse(name, 'no such file or folder', cause)
	})
	if (!facts.isDirectory()) return { files: [{ path, name }], warnings: [] }
	return listed({
		folder: path,
		name,
		wanted: (entry) => BLOCK_FILE.test(entry),
		expected: 'that is named like a block file',
		countUnwanted: true,
	})
}

interface Listing {
	readonly folder: string
	readonly name: string
	readonly wanted: (entry: string) => boolean
	readonly expected: string
	/** Whether entries that are not wanted are counted as not read; a pattern leaves them out on the caller's word. */
	readonly countUnwanted: boolean
}

async function listed(listing: Listing): Promise<{ files: BlockFile[]; warnings: SourceWarning[] }> {
	const { folder, name, wanted, expected, countUnwanted } = listing
	const root = await realpath(folder).catch((cause: unknown) => {
		throw refuse(name, 'no such folder', cause)
	})
	const files: BlockFile[] = []
	const unwanted: string[] = []
	let skipped = 0
	for (const entry of (await readdir(root)).sort(compareText)) {
		if (!wanted(entry)) {
			unwanted.push(entry)
			continue
		}
		const target = await realpath(join(root, entry)).catch((cause: unknown) => {
			throw refuse(join(name, entry), 'the link leads nowhere', cause)
		})
		if (!target.startsWith(root.endsWith(sep) ? root : root + sep)) {
			throw refuse(join(name, entry), 'the link leads out of the folder')
		}
		if ((await stat(target)).isFile()) files.push({ path: target, name: join(name, entry) })
		else skipped++
	}
	if (files.length === 0) throw refuse(name, `no file ${expected}`)
	const companions = new Set((await Promise.all(files.map(nodeCompanions))).flatMap(namesOf))
	if (countUnwanted) skipped += unwanted.filter((entry) => !companions.has(entry)).length
	const text = `${skipped} ${skipped === 1 ? 'entry' : 'entries'} beside ${files.length} block files not read: not named like a block file, or no file`
	return { files, warnings: skipped === 0 ? [] : [{ code: 'skippedEntries', text }] }
}

const namesOf = ({ xor, undo }: NodeCompanions): string[] =>
	[xor, undo].flatMap((file) => (file === undefined ? [] : [basename(file.path)]))

function refuse(file: string, message: string, cause?: unknown): InputError {
	return new InputError('E_PATH', `${file}: ${message}`, { details: { file }, cause })
}

/** Whether text matches a pattern of literal parts with `*` between them, in linear steps whatever the pattern. */
function matches(text: string, pattern: string): boolean {
	const [first = '', ...rest] = pattern.split('*')
	const last = rest.pop() ?? ''
	if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
	let at = first.length
	for (const part of rest) {
		const found = text.indexOf(part, at)
		if (found < 0) return false
		at = found + part.length
	}
	return at <= text.length - last.length
}
