import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { sha256Hex } from '../model/digest.js'
import { InputError } from '../model/errors.js'
import type { LabelDefaults, LabelPack } from './labelPack.js'
import { actorPackOf } from './parseActorPack.js'
import { parseAddressList } from './parseAddressList.js'
import { parseLabelCsv } from './parseLabelCsv.js'
import { tagPackOf } from './parseTagPack.js'
import { MAX_YAML_LENGTH, YamlDocument } from './yamlDocument.js'

/** Largest file, packed and unpacked, in bytes: about a million CSV rows. The limit is ours; YAML has its own. */
const MAX_BYTES = 128 * 2 ** 20

/** A file on disk, or bytes with the name that says their format. `name` is what error messages call it. */
export type LabelInput =
	| { readonly path: string; readonly name?: string }
	| { readonly name: string; readonly bytes: Uint8Array }

export interface LabelFileOptions {
	/** Once aborted, the reading of the file ends with the signal's reason. */
	readonly signal?: AbortSignal | undefined
}

type Format = 'yaml' | 'csv' | 'list'

/**
 * Reads one label file: TagPack or ActorPack YAML (`.yaml`, `.yml`), CSV (`.csv`) or a plain address list (`.txt`), packed
 * with gzip or not; other names are told apart by content. `defaults` fill in what neither the row nor the pack says. A
 * pack without any title is called by its digest.
 * @throws InputError `E_PATH` (no such file), `E_LIMIT` (too large), `E_LABEL` (file, line, field)
 */
export async function readLabelFile(
	input: LabelInput,
	defaults: LabelDefaults = {},
	options: LabelFileOptions = {},
): Promise<LabelPack> {
	const name = 'path' in input ? (input.name ?? input.path) : input.name
	const told = formatOfName('path' in input ? input.path : input.name)
	const limit = told === 'yaml' ? MAX_YAML_LENGTH : MAX_BYTES
	const bytes = 'path' in input ? await readBounded(input.path, name, limit, options.signal) : input.bytes
	if (bytes.length > limit) throw tooLarge(name, limit)
	const text = await textOf(bytes, name, limit)
	const sha256 = sha256Hex(bytes)
	const pack = parse(told ?? formatOfText(text), text, name, {
		...defaults,
		title: defaults.title ?? `sha256:${sha256}`,
	})
	return { ...pack, sha256 }
}

function parse(format: Format, text: string, name: string, defaults: LabelDefaults): LabelPack {
	if (format === 'csv') return parseLabelCsv(text, name, defaults)
	if (format === 'list') return parseAddressList(text, name, defaults)
	const yaml = new YamlDocument(text, name)
	const head = yaml.fields(yaml.root, 'pack')
	if (head.has('tags') === head.has('actors')) {
		yaml.failAt(yaml.root, 'pack', 'either "tags" (TagPack) or "actors" (ActorPack) is expected')
	}
	return head.has('tags') ? tagPackOf(yaml, name, defaults) : actorPackOf(yaml, name, defaults)
}

function formatOfName(name: string): Format | undefined {
	const extension = /\.([a-z]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase()
	if (extension === 'yaml' || extension === 'yml') return 'yaml'
	if (extension === 'csv') return 'csv'
	return extension === 'txt' ? 'list' : undefined
}

/** By the first line that says something: a YAML key, a header with a column `address`, else a list. */
function formatOfText(text: string): Format {
	const first = /^[ \t]*[^\s#].*$/m.exec(text.slice(0, 65_536))?.[0] ?? ''
	if (/^(?:%YAML|---|["']?[A-Za-z_]+["']?[ \t]*:(?:[ \t]|\r?$))/.test(first)) return 'yaml'
	return first.split(',').some((cell) => cell.replace(/["\s\ufeff]/g, '').toLowerCase() === 'address') ? 'csv' : 'list'
}

async function readBounded(path: string, name: string, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
	const file = await open(path, 'r').catch((cause: unknown) => {
		throw new InputError('E_PATH', `${name}: the label file cannot be opened`, { details: { file: name }, cause })
	})
	try {
		const stat = await file.stat()
		if (!stat.isFile()) throw new InputError('E_PATH', `${name}: not a file`, { details: { file: name } })
		if (stat.size > limit) throw tooLarge(name, limit)
		return await file.readFile({ signal })
	} catch (error) {
		throw signal?.aborted === true ? signal.reason : error
	} finally {
		await file.close()
	}
}

async function textOf(bytes: Uint8Array, name: string, limit: number): Promise<string> {
	const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(bytes, name, limit) : bytes
	if (plain.length > limit) throw tooLarge(name, limit)
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(plain)
	} catch (cause) {
		throw new InputError('E_LABEL', `${name}: not UTF-8 text`, { details: { file: name }, cause })
	}
}

async function unpacked(bytes: Uint8Array, name: string, limit: number): Promise<Uint8Array> {
	try {
		return await promisify(gunzip)(bytes, { maxOutputLength: limit })
	} catch (cause) {
		if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name, limit)
		throw new InputError('E_LABEL', `${name}: gzip data is broken or cut off`, { details: { file: name }, cause })
	}
}

function tooLarge(name: string, limit: number): InputError {
	return new InputError('E_LIMIT', `${name}: more than ${limit} bytes`, { details: { file: name, limit } })
}
