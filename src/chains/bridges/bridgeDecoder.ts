import { checkAddress } from '../../model/address.js'
import type { BridgeLeg, BridgeSide } from '../../model/bridgeLeg.js'
import { chainFacts, nativeAsset } from '../../model/chains.js'
import type { AccountTransaction, SetAside } from '../../model/transaction.js'
import type { EvmLog, EvmTransaction } from '../evm/evmBlock.js'
import type { BridgeProtocol, LegFields } from './bridgeProtocol.js'
import type { BridgeRegistry, KnownEvent } from './bridgeRegistry.js'
import { carryingTransfers, type LegValue } from './carryingTransfers.js'
import { decodeTopic, decodeValues } from './decodeValues.js'
import { type AbiValue, EventValues } from './eventValues.js'
import type { AbiParameter } from './parseSignature.js'
import { sourceOf, thorchain } from './protocols/thorchain.js'
import { asciiOf, thorMemo } from './thorMemo.js'

/** What the events and the call of one transaction tell of bridges. */
export interface DecodedLegs {
	readonly legs: BridgeLeg[]
	/** Events of a bridge told by a contract that is none of it: anyone can tell any event. */
	readonly foreign: SetAside[]
}

const NOTHING: DecodedLegs = { legs: [], foreign: [] }

/**
 * Reads the legs of an account transaction from its events, and from its call where it tells no event of that protocol.
 * Pure: the same transaction gives the same legs. What failed tells nothing.
 */
export function bridgeDecoder(
	registry: BridgeRegistry,
	transaction: AccountTransaction,
	facts: EvmTransaction,
): DecodedLegs {
	if (facts.receipt.succeeded === false) return NOTHING
	const { chain, txid } = transaction
	const place = { chain, txid: txid.toLowerCase() }
	const drafts: Draft[] = []
	const foreign: SetAside[] = []
	for (const log of facts.receipt.logs ?? []) {
		const events = log.topics.length === 0 ? [] : registry.events(log.topics)
		if (events.length === 0) continue
		const contract = `${chain}:${log.address}`
		const own = events.filter(({ protocol }) => registry.isContract(contract, protocol.id))
		const id = `${transaction.id}#log:${log.index}`
		for (const event of own.length > 0 ? own : events.slice(0, 1)) {
			const values = valuesOf(event, log)
			const fields = values === null ? null : event.read(values, place)
			if (own.length === 0) foreign.push(setAside(id, chain, log.address, fields))
			else if (fields !== null)
				drafts.push({ id, protocol: event.protocol, side: event.side, contract: log.address, log: log.index, fields })
		}
	}
	for (const call of facts.input === undefined || facts.to === null ? [] : registry.calls(facts.input)) {
		if (!registry.isContract(`${chain}:${facts.to}`, call.protocol.id)) continue
		if (drafts.some(({ protocol }) => protocol === call.protocol)) continue
		const values = decodeValues(call.signature.parameters, `0x${facts.input?.slice(10)}`)
		const fields = values === null ? null : call.read(new EventValues(values), place)
		if (fields !== null)
			drafts.push({
				id: `${transaction.id}#input`,
				protocol: call.protocol,
				side: call.side,
				contract: facts.to as string,
				log: null,
				fields,
			})
	}
	const asked = memoDraft(transaction, facts)
	if (drafts.length === 0 && asked !== null) drafts.push(asked)
	if (drafts.length === 0) return foreign.length === 0 ? NOTHING : { legs: [], foreign }
	const carriers = carryingTransfers(
		transaction,
		drafts.map((draft) => soughtOf(chain, draft)),
	)
	return { legs: drafts.map((draft, i) => legOf(transaction, draft, carriers[i] ?? null)), foreign }
}

interface Draft {
	readonly id: string
	readonly protocol: BridgeProtocol
	readonly side: BridgeSide
	readonly contract: string
	/** Place among the logs; null for what the call tells. */
	readonly log: number | null
	readonly fields: LegFields
}

/** Named with whom it says to have paid, so that it shows where that account is looked at. */
function setAside(id: string, chain: string, contract: string, fields: LegFields | null): SetAside {
	const [from, to] = [`${chain}:${contract}`, accountOn(chain, fields?.receiver ?? null)]
	return { id, reason: 'foreignBridge', from, to, asset: `${chain}/contract:${contract}` }
}

/** A swap asked of THORChain by a memo as plain text, sent with coins to a vault. */
function memoDraft({ id, txid, transfers }: AccountTransaction, { input, to, value }: EvmTransaction): Draft | null {
	if (input === undefined || to === null || value === 0n || transfers.length > MOST_PLAIN_TRANSFERS) return null
	const memo = thorMemo(asciiOf(input.slice(2)))
	if (memo?.kind !== 'swap') return null
	const fields = sourceOf(memo, { txid }, { asset: 'native', amount: value })
	return { id: `${id}#input`, protocol: thorchain, side: 'source', contract: to, log: null, fields }
}

function valuesOf({ signature }: KnownEvent, log: EvmLog): EventValues | null {
	const plain = signature.parameters.filter(({ indexed }) => !indexed)
	const values: Record<string, AbiValue> = Object.create(null)
	Object.assign(values, decodeValues(plain, log.data) ?? { [UNFIT]: true })
	if (UNFIT in values) return null
	const indexed = signature.parameters.filter((parameter): parameter is AbiParameter => parameter.indexed)
	for (const [i, parameter] of indexed.entries()) {
		const value = decodeTopic(parameter, log.topics[i + 1] as string)
		if (value === null) return null
		values[parameter.name] = value
	}
	return new EventValues(values)
}

const UNFIT = '!'
/** A plain payment: its fee and its value. */
const MOST_PLAIN_TRANSFERS = 2

function soughtOf(chain: string, { protocol, side, contract, log, fields }: Draft): LegValue {
	const { amount, receiver, custody } = fields
	return {
		side: fields.side ?? side,
		contract,
		...(custody === undefined ? {} : { custody }),
		log,
		asset: assetOn(chain, fields.asset),
		amount,
		receiver,
		wraps: protocol.wraps === true,
	}
}

function legOf(transaction: AccountTransaction, draft: Draft, transfer: string | null): BridgeLeg {
	const { chain, id, blockHash, atSeconds } = transaction
	const { protocol, fields } = draft
	const side = fields.side ?? draft.side
	const outward = side === 'source'
	return {
		id: draft.id,
		side,
		protocol: protocol.id,
		key: fields.key?.toLowerCase() ?? null,
		evidence: protocol.evidence,
		chain,
		transaction: id,
		...(blockHash === undefined ? {} : { blockHash }),
		atSeconds,
		order: transaction.transfers.find(({ id: own }) => own === transfer)?.order ?? null,
		peer: fields.peer,
		contract: `${chain}:${draft.contract}`,
		sender: accountOn(outward ? chain : fields.peer, fields.sender),
		receiver: accountOn(outward ? fields.peer : chain, fields.receiver),
		asset: assetOn(chain, fields.asset),
		amount: fields.amount,
		...(fields.wanted === undefined
			? {}
			: { wanted: { asset: assetOn(fields.peer, fields.wanted.asset), amount: fields.wanted.amount } }),
		transfer,
	}
}

/** An account as its chain writes it; null where the address is none of that chain, or was cut off. */
export function accountOn(chain: string | null, address: string | null): string | null {
	if (chain === null || address === null) return null
	const facts = chainFacts(chain)
	if (facts === undefined) return /^[\x21-\x7e]{1,120}$/.test(address) ? `${chain}:${address}` : null
	const check = checkAddress(facts, address)
	return 'address' in check ? `${chain}:${check.address}` : null
}

function assetOn(chain: string | null, asset: string | null): string | null {
	if (chain === null || asset === null) return null
	if (asset !== 'native') return `${chain}/erc20:${asset}`
	const facts = chainFacts(chain)
	return facts === undefined ? null : nativeAsset(facts)
}
