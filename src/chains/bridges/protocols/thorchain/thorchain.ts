import type { BridgeProtocol, LegFields } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { thorChains } from './thorChains.js'
import { type ThorMemo, thorMemo } from './thorMemo.js'

const NATIVE = `0x${'0'.repeat(40)}`

/** Swaps native assets between chains; a memo on each side names the other. */
export const thorchain: BridgeProtocol = {
	id: 'thorchain',
	name: 'THORChain',
	verified: 'contract',
	evidence: 'memo',
	contracts: {
		'eip155:1': ['0xd37bbe5744d730a1d98d8dc97c42f0ca46ad7146', '0x42a5ed456650a09dc10ebc6361a7480fdd61f27b'],
		'eip155:56': ['0xb30ec53f98ff5947ede720d32ac2da7e52a5f56b'],
		'eip155:8453': ['0x1b3e6daa08e7a2e29e2ff23b6c40abe79a15a17a', '0x00dc6100103bc402d490aee3f9a5560cbd91f1d4'],
		'eip155:43114': ['0x8f66c4ae756bebc49ec8b81966dd8bba9f127549', '0x00dc6100103bc402d490aee3f9a5560cbd91f1d4'],
	},
	events: [
		{
			side: 'source',
			event: 'Deposit(address indexed to, address indexed asset, uint256 amount, string memo)',
			topic: '0xef519b7eb82aaf6ac376a6df2d793843ebfd593de5f1a0601d3cc6ab49ebb395',
			read: (values, place) => {
				const memo = thorMemo(values.text('memo'))
				return memo?.kind === 'swap' ? sourceOf(memo, place, moved(values, 'to')) : null
			},
		},
		{
			side: 'destination',
			event: 'TransferOut(address indexed vault, address indexed to, address asset, uint256 amount, string memo)',
			topic: '0xa9cd03aa3c1b4515114539cd53d22085129d495cb9e9f9af77864526240f1bf7',
			read: (values) => {
				const memo = thorMemo(values.text('memo'))
				if (memo?.kind !== 'out' && memo?.kind !== 'refund') return null
				return { ...paidOf(memo), ...moved(values, 'vault'), receiver: values.address('to') }
			},
		},
	],
	invariant: { kind: 'priced' },
	// A streaming swap runs for up to 24 hours.
	ttlSeconds: 3 * 86_400,
	inParts: true,
	sources: ['THORChain developer documentation (memos, EVM router)', 'graphsense-lib defi/bridging/thorchain.py'],
}

/** The fields of a swap that a memo asks for. `txid` of the transaction that carries it names it on the other side. */
export function sourceOf(
	memo: Extract<ThorMemo, { kind: 'swap' }>,
	{ txid }: Pick<EventPlace, 'txid'>,
	value: Pick<LegFields, 'asset' | 'amount' | 'custody'>,
): LegFields {
	return {
		key: txid.replace(/^0x/, '').toLowerCase(),
		peer: thorChains.get(memo.chain) ?? `thorchain:${memo.chain}`,
		sender: null,
		receiver: memo.destination === '' ? null : memo.destination,
		...value,
	}
}

/** The fields of a payment whose memo names the transaction that it answers. */
export function paidOf(memo: Extract<ThorMemo, { kind: 'out' | 'refund' }>): Omit<LegFields, 'asset' | 'amount'> {
	const paid = { key: memo.of, peer: null, sender: null, receiver: null }
	return memo.kind === 'refund' ? { ...paid, side: 'refund' } : paid
}

function moved(values: EventValues, vault: string): Pick<LegFields, 'asset' | 'amount' | 'custody'> {
	const asset = values.hex('asset')
	return {
		asset: asset === NATIVE ? 'native' : asset,
		amount: values.uint('amount'),
		custody: values.hex(vault),
	}
}
