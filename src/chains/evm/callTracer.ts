import { callTree } from './callTree.js'
import type { CallKind, EvmCall } from './evmBlock.js'
import { type FieldFault, HexFields } from './hexFields.js'

const KINDS: Readonly<Record<string, CallKind>> = {
	CALL: 'call',
	CALLCODE: 'callcode',
	DELEGATECALL: 'delegatecall',
	STATICCALL: 'staticcall',
	CREATE: 'create',
	CREATE2: 'create',
	SELFDESTRUCT: 'selfdestruct',
}

/** Deepest nesting of calls that the EVM allows. Yellow Paper, section 8. */
const MAX_DEPTH = 1025

/**
 * The call tree that geth's `callTracer` tells. Its shape is checked, since some nodes ignore the tracer they are asked for
 * and answer with another's. Self-destructs of early geth versions tell neither parties nor value: those are null.
 */
export function callTracer(root: unknown, fault: FieldFault): readonly EvmCall[] {
	const frames: EvmCall[] = []
	const open: { readonly value: unknown; readonly path: readonly number[] }[] = [{ value: root, path: [] }]
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const { value, path } = next
		if (path.length > MAX_DEPTH) throw fault('calls', null, `calls nested at most ${MAX_DEPTH} deep`)
		const fields = HexFields.of(value, path.length === 0 ? 'result' : 'calls', fault)
		frames.push(frame(fields, path))
		for (const [i, child] of fields.list('calls').entries()) open.push({ value: child, path: [...path, i] })
	}
	return callTree(frames)
}

function frame(fields: HexFields, path: readonly number[]): EvmCall {
	const type = fields.text('type')
	const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
	if (kind === undefined) throw fields.wrong('type', 'a kind of call')
	const failed = fields.has('error')
	if (kind === 'selfdestruct') {
		const from = fields.orNull('from', fields.address)
		return {
			path,
			kind,
			from,
			to: fields.orNull('to', fields.address),
			value: fields.orNull('value', fields.quantity),
			failed,
		}
	}
	const to = kind === 'create' && (failed || !fields.has('to')) ? null : fields.address('to')
	const carries = kind === 'call' || kind === 'create'
	const value = carries ? fields.quantity('value') : (fields.orNull('value', fields.quantity) ?? 0n)
	return { path, kind, from: fields.address('from'), to, value, failed }
}
