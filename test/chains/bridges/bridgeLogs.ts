import { Interface } from 'ethers'
import type { BridgeProtocol } from '../../../src/chains/bridges/bridgeProtocol.js'
import { bridgeProtocols } from '../../../src/chains/bridges/bridgeProtocols.js'
import type { EvmLog, EvmTransaction } from '../../../src/chains/evm/evmBlock.js'

export const protocolOf = (id: string): BridgeProtocol => {
	const found = bridgeProtocols.find((row) => row.id === id)
	if (found === undefined) throw new Error(`no protocol ${id}`)
	return found
}

/** An event of the registry as another library encodes it. */
export function bridgeLog(id: string, name: string, values: readonly unknown[], address: string, index = 1): EvmLog {
	const rows = protocolOf(id).events.filter(({ event }) => event.startsWith(`${name}(`))
	for (const { event } of rows) {
		const abi = new Interface([`event ${event}`])
		const fragment = abi.getEvent(name)
		if (fragment === null || fragment.inputs.length !== values.length) continue
		const { topics, data } = abi.encodeEventLog(fragment, values)
		return { index, address, topics: [...topics], data }
	}
	throw new Error(`no event ${name} of ${values.length} values`)
}

const TRANSFER = new Interface(['event Transfer(address indexed from, address indexed to, uint256 amount)'])

export function transferLog(token: string, from: string, to: string, amount: bigint, index: number): EvmLog {
	const { topics, data } = TRANSFER.encodeEventLog('Transfer', [from, to, amount])
	return { index, address: token, topics: [...topics], data }
}

/** A transaction that made these events. */
export function withLogs(logs: readonly EvmLog[], facts: Partial<EvmTransaction> = {}): EvmTransaction {
	return {
		hash: `0x${'7a'.repeat(32)}`,
		index: 0,
		from: `0x${'0e'.repeat(20)}`,
		to: `0x${'0f'.repeat(20)}`,
		value: 0n,
		type: 2,
		mint: 0n,
		receipt: { succeeded: true, gasUsed: 100_000n, fee: 1n, contractAddress: null, logs },
		calls: null,
		...facts,
	}
}
