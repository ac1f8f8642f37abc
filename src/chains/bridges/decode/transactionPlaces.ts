import type { AccountTransaction } from '../../../model/transaction.js'
import type { EvmLog, EvmTransaction } from '../../evm/evmBlock.js'
import type { BridgeProtocol } from '../bridgeProtocol.js'
import type { BridgeRegistry } from '../bridgeRegistry.js'
import { decodeValues } from './decodeValues.js'
import type { BesideEvent, EventPlace } from './eventPlace.js'
import { EventValues } from './eventValues.js'
import { logValues } from './logValues.js'

/** Where the events of one transaction stand, and what each finds beside it. */
export class TransactionPlaces {
	constructor(
		private readonly registry: BridgeRegistry,
		private readonly transaction: AccountTransaction,
		private readonly facts: EvmTransaction,
	) {}

	/** For a row's `read`. `contract` and `log` are null for what no contract or no event tells. */
	at({ id }: BridgeProtocol, contract: string | null, log: number | null): EventPlace {
		const { chain, txid, blockHash = null, height } = this.transaction
		return {
			chain,
			txid: txid.toLowerCase(),
			blockHash,
			height,
			index: this.facts.index < 0 ? null : this.facts.index,
			contract,
			log,
			turn: log === null ? null : (this.facts.receipt.logs ?? []).findIndex(({ index }) => index === log),
			sent: this.facts.from,
			beside: (name) => this.#beside(id, name),
			asked: (name) => this.#asked(id, name),
		}
	}

	#beside(protocol: string, name: string): BesideEvent[] {
		const rows = this.registry.beside(protocol, name)
		const { chain } = this.transaction
		return (this.facts.receipt.logs ?? []).flatMap((log: EvmLog) => {
			for (const { topic, signature, anyone } of rows) {
				if (log.topics[0] !== topic) continue
				if (anyone !== true && !this.registry.isContract(`${chain}:${log.address}`, protocol)) continue
				const values = logValues(signature, log)
				if (values !== null) return [{ contract: log.address, log: log.index, values }]
			}
			return []
		})
	}

	#asked(protocol: string, name: string): EventValues | null {
		const { input, to } = this.facts
		const rows = this.registry.asked(protocol, name)
		if (input === undefined || to === null) return null
		if (!this.registry.isContract(`${this.transaction.chain}:${to}`, protocol)) return null
		for (const { selector, signature } of rows) {
			if (!input.startsWith(selector)) continue
			const values = decodeValues(signature.parameters, `0x${input.slice(10)}`)
			if (values !== null) return new EventValues(values)
		}
		return null
	}
}
