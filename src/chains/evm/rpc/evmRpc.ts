import { SourceError } from '../../../model/errors.js'
import { parseChain } from '../../../model/identifiers.js'
import type { ChainAdapter } from '../../adapter.js'
import { ask, NO_PATIENCE, type Patience, USUAL_PATIENCE } from '../../transport/ask.js'
import type { ReplayedSource } from '../../transport/openRecording.js'
import type { SourceOf } from '../../transport/recording.js'
import type { Reply, Transport } from '../../transport/transport.js'
import { type EvmRpcOptions, openEvmRpc } from './openEvmRpc.js'
import type { RpcTransport } from './rpcClient.js'

/** As `openEvmRpc`, by a transport that is the way to the node, e.g. `httpTransport({ url })`. */
export interface EvmNodeOptions extends Omit<EvmRpcOptions, 'url' | 'transport'> {
	readonly transport: Transport
	/** How often a request is repeated. Default: five times within seconds, or as the node asks, up to a minute. */
	readonly patience?: Patience
}

/** A range of blocks of one node. @throws InputError for wrong options */
export function evmRpc({ transport, patience = USUAL_PATIENCE, ...options }: EvmNodeOptions): ChainAdapter {
	return openEvmRpc({ ...options, url: '', transport: overHttp(transport, patience) })
}

/** The same source over replies that were kept: nobody is asked, and nothing is waited for. */
export function replayedEvmRpc({ source, transport }: ReplayedSource<SourceOf<'evm-rpc'>>): ChainAdapter {
	const { kind: _kind, to, traces, issuers, bridges, ...rest } = source
	const told = {
		...(to === null ? {} : { to }),
		...(traces === null ? {} : { traces }),
		...(issuers === undefined ? {} : { issuers }),
		...(bridges === undefined ? {} : { bridges }),
	}
	// What was read once fitted into memory.
	return evmRpc({ ...rest, ...told, maxBlocks: Number.MAX_SAFE_INTEGER, transport, patience: NO_PATIENCE })
}

/** What a recording has to say of a source, so that its replies are read the same way again. */
export function recordedEvmRpc(options: Omit<EvmRpcOptions, 'url' | 'transport'>): SourceOf<'evm-rpc'> {
	const { chain, from, to = null, scope = 'excerpt', traces = null, wrapped = [], issuers = [], bridges = [] } = options
	return {
		kind: 'evm-rpc',
		chain: parseChain(chain).id,
		from,
		to,
		scope,
		traces,
		wrapped: [...wrapped],
		...(issuers.length === 0 ? {} : { issuers: [...issuers] }),
		...(bridges.length === 0 ? {} : { bridges: bridges.map(({ protocol, contract }) => ({ protocol, contract })) }),
	}
}

/** Every request is a POST to the address itself. */
const overHttp =
	(transport: Transport, patience: Patience): RpcTransport =>
	({ body, signal }) =>
		ask(transport, { path: '/', body }, bodyOf, { patience, signal })

/** Nodes tell errors with a JSON-RPC object, whatever the status; anything else is not from a node. */
function bodyOf({ status, body }: Reply): Uint8Array {
	const OPENING_BRACE = 0x7b
	if (status === 200 || body[0] === OPENING_BRACE) return body
	throw new SourceError('E_BAD_RESPONSE', `the node answers with status ${status}`, { details: { status } })
}
