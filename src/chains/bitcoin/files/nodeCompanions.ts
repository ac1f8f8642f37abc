import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../../../model/errors.js'
import type { BlockFile } from './blockFile.js'
import { XOR_KEY_BYTES } from './unmask.js'

/** What Bitcoin Core calls the files it keeps blocks in, and what belongs to them in the same folder. */
const NODE_FILE = /^blk([0-9]{5,})\.dat$/

/** The files of a node that lie beside one of its block files and say how to read it, or what its blocks spend. */
export interface NodeCompanions {
	/** `xor.dat`: the key under which the block and undo files of this folder are masked. */
	readonly xor?: BlockFile
	/** `rev*.dat` of the same number: the outputs that the blocks of this file spend. */
	readonly undo?: BlockFile
}

/** The companions of a block file; none where its name is not that of a node's file. */
export async function nodeCompanions({ path, name }: BlockFile): Promise<NodeCompanions> {
	const number = NODE_FILE.exec(basename(path))?.[1]
	if (number === undefined) return {}
	const [xor, undo] = await Promise.all(
		['xor.dat', `rev${number}.dat`].map((entry) => beside(path, { path: entry, name: join(dirname(name), entry) })),
	)
	return { ...(xor === undefined ? {} : { xor }), ...(undo === undefined ? {} : { undo }) }
}

/** @throws InputError `E_PATH` for a link that leads out of the folder */
async function beside(path: string, { path: entry, name }: BlockFile): Promise<BlockFile | undefined> {
	const folder = await realpath(dirname(path))
	const target = await realpath(join(folder, entry)).catch(() => undefined)
	if (target === undefined) return undefined
	if (dirname(target) !== folder) {
		throw new InputError('E_PATH', `${name}: the link leads out of the folder`, { details: { file: name } })
	}
	return { path: target, name }
}

/** The key in a node's `xor.dat`. @throws InputError `E_INPUT` where it is not eight bytes, `E_PATH` */
export async function readXorKey({ path, name }: BlockFile): Promise<Uint8Array> {
	const key = await readFile(path).catch((cause: unknown) => {
		throw new InputError('E_PATH', `${name}: the file cannot be read`, { details: { file: name }, cause })
	})
	if (key.length === XOR_KEY_BYTES) return key
	throw new InputError('E_INPUT', `${name}: a key has ${XOR_KEY_BYTES} bytes, the file ${key.length}`, {
		details: { file: name },
	})
}
