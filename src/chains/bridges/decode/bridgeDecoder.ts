import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import { addressOf } from '../../../model/identifiers.js'
import type { AccountTransaction, SetAside } from '../../../model/transaction.js'
import type { EvmTransaction } from '../../evm/evmBlock.js'
import type { ReadLegs } from '../bridgeProtocol.js'
import type { BridgeRegistry } from '../bridgeRegistry.js'
import { sourceOf, thorchain } from '../protocols/thorchain/thorchain.js'
import { asciiOf, thorMemo } from '../protocols/thorchain/thorMemo.js'
import { accountOn } from './accountOn.js'
import { carryingTransfers } from './carryingTransfers.js'
import { decodeValues } from './decodeValues.js'
import { EventValues } from './eventValues.js'
import { type LegDraft, legDrafts, legOf, soughtOf } from './legDraft.js'
import { logOf } from './logOf.js'
import { logValues } from './logValues.js'
import { TransactionPlaces } from './transactionPlaces.js'

/** What the events and the call of one transaction tell of bridges. */
export interface DecodedLegs {
	readonly legs: BridgeLeg[]
	/** Events of a bridge told by a contract that is none of it: anyone can tell any event. */
	readonly foreign: SetAside[]
}

const NOTHING: DecodedLegs = { legs: [], foreign: [] }

/**
 * Reads the legs of an account transaction from its events, payments and type, and from its call where it tells no event of
 * that protocol. Pure: the same transaction gives the same legs. What failed tells nothing.
 */
export function bridgeDecoder(
	registry: BridgeRegistry,
	transaction: AccountTransaction,
	facts: EvmTransaction,
): DecodedLegs {
	if (facts.receipt.succeeded === false) return NOTHING
	const { chain } = transaction
	const places = new TransactionPlaces(registry, transaction, facts)
	const drafts: LegDraft[] = []
	const foreign: SetAside[] = []
	for (const log of facts.receipt.logs ?? []) {
		const events = log.topics.length === 0 ? [] : registry.events(log.topics)
		if (events.length === 0) continue
		const contract = `${chain}:${log.address}`
		const own = events.filter(({ protocol }) => registry.isContract(contract, protocol.id))
		const id = `${transaction.id}#log:${log.index}`
		for (const { protocol, side, signature, read } of own.length > 0 ? own : events.slice(0, 1)) {
			const values = logValues(signature, log)
			const legs = values === null ? null : read(values, places.at(protocol, log.address, log.index))
			if (own.length === 0) foreign.push(setAside(id, chain, log.address, legs))
			else drafts.push(...legDrafts(legs, { id, protocol, side, contract: log.address, log: log.index }))
		}
	}
	drafts.push(...transactionDrafts(registry, transaction, facts, places))
	for (const call of facts.input === undefined || facts.to === null ? [] : registry.calls(facts.input)) {
		const { protocol, side, signature } = call
		if (!registry.isContract(`${chain}:${facts.to}`, protocol.id)) continue
		if (drafts.some((draft) => draft.protocol === protocol)) continue
		const values = decodeValues(signature.parameters, `0x${facts.input?.slice(10)}`)
		const legs = values === null ? null : call.read(new EventValues(values), places.at(protocol, facts.to, null))
		drafts.push(...legDrafts(legs, { id: `${transaction.id}#input`, protocol, side, contract: facts.to, log: null }))
	}
	const asked = memoDraft(transaction, facts)
	if (drafts.length === 0 && asked !== null) drafts.push(asked)
	if (drafts.length === 0) return foreign.length === 0 ? NOTHING : { legs: [], foreign }
	const carriers = carryingTransfers(
		transaction,
		drafts.map((draft) => soughtOf(chain, draft, (account) => registry.isContract(account, draft.protocol.id))),
	)
	return { legs: drafts.map((draft, i) => legOf(transaction, draft, draft.transfer ?? carriers[i] ?? null)), foreign }
}

/** What payments, and the transaction as such, tell. */
function transactionDrafts(
	registry: BridgeRegistry,
	{ id, chain, transfers }: AccountTransaction,
	facts: EvmTransaction,
	places: TransactionPlaces,
): LegDraft[] {
	const drafts: LegDraft[] = []
	for (const protocol of registry.byTransaction) {
		for (const { side, read } of protocol.payments ?? []) {
			for (const transfer of transfers) {
				const { from, to, asset, amount } = transfer
				const bare = asset.includes('/slip44:') ? 'native' : asset.slice(asset.lastIndexOf(':') + 1)
				// What is burnt goes to its token.
				const account = side === 'source' ? (to ?? `${chain}:${bare}`) : from
				if (account === null || transfer.fee === true || !registry.isContract(account, protocol.id)) continue
				const payment = { from: from && addressOf(from), to: to && addressOf(to), asset: bare, amount }
				const contract = addressOf(account)
				const legs = read(payment, places.at(protocol, contract, logOf(transfer)))
				drafts.push(...legDrafts(legs, { id: transfer.id, protocol, side, contract, log: null, transfer: transfer.id }))
			}
		}
		for (const { side, types, chains, read } of protocol.deeds ?? []) {
			if (!types.includes(facts.type) || !chains.includes(chain)) continue
			const { type, from, to, value, mint, input = null } = facts
			const legs = read({ type, from, to, value, mint, input }, places.at(protocol, null, null))
			drafts.push(...legDrafts(legs, { id: `${id}#deed`, protocol, side, contract: null, log: null }))
		}
	}
	return drafts
}

/** Named with whom it says to have paid, so that it shows where that account is looked at. */
function setAside(id: string, chain: string, contract: string, legs: ReadLegs): SetAside {
	const [first] = legs === null ? [] : [legs].flat()
	const [from, to] = [`${chain}:${contract}`, accountOn(chain, first?.receiver ?? null)]
	return { id, reason: 'foreignBridge', from, to, asset: `${chain}/contract:${contract}` }
}

/** A swap asked of THORChain by a memo as plain text, sent with coins to a vault. */
function memoDraft({ id, txid, transfers }: AccountTransaction, { input, to, value }: EvmTransaction): LegDraft | null {
	if (input === undefined || to === null || value === 0n || transfers.length > MOST_PLAIN_TRANSFERS) return null
	const memo = thorMemo(asciiOf(input.slice(2)))
	if (memo?.kind !== 'swap') return null
	const fields = sourceOf(memo, { txid }, { asset: 'native', amount: value })
	return { id: `${id}#input`, protocol: thorchain, side: 'source', contract: to, log: null, fields }
}

/** A plain payment: its fee and its value. */
const MOST_PLAIN_TRANSFERS = 2
