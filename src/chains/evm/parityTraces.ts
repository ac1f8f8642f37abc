import { callTree } from './callTree.js'
import type { CallKind, EvmCall, EvmReward } from './evmBlock.js'
import { type FieldFault, HexFields } from './hexFields.js'

const CALLS: Readonly<Record<string, CallKind>> = {
	call: 'call',
	callcode: 'callcode',
	delegatecall: 'delegatecall',
	staticcall: 'staticcall',
}

/** What the traces of one block tell. */
export interface BlockTraces {
	/** Call trees by transaction hash. */
	readonly calls: ReadonlyMap<string, readonly EvmCall[]>
	readonly rewards: readonly EvmReward[]
	/** Hashes of the blocks that the traces name: of one block, one. */
	readonly blockHashes: ReadonlySet<string>
}

/** What `trace_block` and `trace_transaction` of Parity's kind tell. */
export function parityTraces(traces: unknown, fault: FieldFault): BlockTraces {
	if (!Array.isArray(traces)) throw fault('result', traces, 'a list of traces')
	const frames = new Map<string, EvmCall[]>()
	const rewards: EvmReward[] = []
	const blockHashes = new Set<string>()
	for (const value of traces) {
		const fields = HexFields.of(value, 'result', fault)
		const action = HexFields.of(fields.raw('action'), 'action', fault)
		blockHashes.add(fields.hash('blockHash'))
		if (fields.raw('type') === 'reward') {
			const index = rewards.length
			rewards.push({ index, from: null, address: action.address('author'), amount: action.quantity('value') })
			continue
		}
		const hash = fields.hash('transactionHash')
		const known = frames.get(hash)
		const call = frame(fields, action, fault)
		if (known === undefined) frames.set(hash, [call])
		else known.push(call)
	}
	return { calls: new Map([...frames].map(([hash, list]) => [hash, callTree(list)])), rewards, blockHashes }
}

function frame(fields: HexFields, action: HexFields, fault: FieldFault): EvmCall {
	const path = fields.list('traceAddress')
	if (!path.every((step) => Number.isSafeInteger(step) && (step as number) >= 0))
		throw fields.wrong('traceAddress', 'a list of child numbers')
	const rest = { path: path as readonly number[], failed: fields.has('error') }
	switch (fields.raw('type')) {
		case 'call': {
			const kind = CALLS[action.text('callType')]
			if (kind === undefined) throw action.wrong('callType', 'a kind of call')
			return { kind, from: action.address('from'), to: action.address('to'), value: action.quantity('value'), ...rest }
		}
		case 'create': {
			const result = fields.has('result') ? HexFields.of(fields.raw('result'), 'result', fault) : null
			if (result === null && !rest.failed) throw fields.wrong('result', 'the address of what was created')
			const to = rest.failed ? null : (result?.address('address') ?? null)
			return { kind: 'create', from: action.address('from'), to, value: action.quantity('value'), ...rest }
		}
		case 'suicide': {
			const parties = { from: action.address('address'), to: action.address('refundAddress') }
			return { kind: 'selfdestruct', ...parties, value: action.quantity('balance'), ...rest }
		}
		default:
			throw fields.wrong('type', 'call, create, suicide or reward')
	}
}
