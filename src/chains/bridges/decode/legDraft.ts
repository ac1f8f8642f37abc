import type { BridgeLeg, BridgeSide } from '../../../model/bridgeLeg.js'
import { chainFacts, nativeAsset } from '../../../model/chains.js'
import type { AccountTransaction } from '../../../model/transaction.js'
import type { BridgeProtocol, LegFields, ReadLegs } from '../bridgeProtocol.js'
import { accountOn } from './accountOn.js'
import type { LegValue } from './carryingTransfers.js'

/** A leg of which is not yet known what carries it. */
export interface LegDraft {
	readonly id: string
	readonly protocol: BridgeProtocol
	readonly side: BridgeSide
	/** Bare address; null where no contract tells it. */
	readonly contract: string | null
	/** Place among the logs; null for what no event tells. */
	readonly log: number | null
	readonly fields: LegFields
	/** Id of the transfer that carries it, where it was read from that. */
	readonly transfer?: string
}

/** Drafts of what one event, call, payment or deed tells: of several legs, their numbers stand behind the id. */
export function legDrafts(read: ReadLegs, draft: Omit<LegDraft, 'fields'>): LegDraft[] {
	if (read === null) return []
	if (!isList(read)) return [{ ...draft, fields: read }]
	return read.map((fields, i) => ({ ...draft, id: read.length === 1 ? draft.id : `${draft.id}.${i}`, fields }))
}

const isList = (read: LegFields | readonly LegFields[]): read is readonly LegFields[] => Array.isArray(read)

/** What is looked for among the transfers of the transaction. */
export function soughtOf(chain: string, draft: LegDraft, isOwn: (account: string) => boolean): LegValue {
	const { protocol, side, contract, log, fields } = draft
	const { amount, receiver, custody, carried = false, taken } = fields
	return {
		side: fields.side ?? side,
		contract: contract ?? '',
		...(custody === undefined ? {} : { custody }),
		isOwn,
		log,
		asset: assetOn(chain, fields.asset),
		amount,
		carried,
		...(taken === undefined ? {} : { least: taken }),
		receiver,
		wraps: protocol.wraps === true,
	}
}

export function legOf(transaction: AccountTransaction, draft: LegDraft, found: string | null): BridgeLeg {
	const { chain, id, blockHash, atSeconds } = transaction
	const { protocol, fields } = draft
	const side = fields.side ?? draft.side
	const outward = side === 'source'
	const carrier = transaction.transfers.find(({ id: own }) => own === found)
	const { carried = false, taken, counted } = fields
	const beyond = carried && taken !== undefined && carrier !== undefined ? carrier.amount - taken : 0n
	const fee = fields.fee ?? (beyond > 0n ? beyond : undefined)
	const told = assetOn(chain, fields.asset)
	return {
		id: draft.id,
		side,
		protocol: protocol.id,
		key: fields.key?.toLowerCase() ?? null,
		...(fields.onward === undefined ? {} : { onward: fields.onward.toLowerCase() }),
		evidence: protocol.evidence,
		chain,
		transaction: id,
		...(blockHash === undefined ? {} : { blockHash }),
		atSeconds,
		order: carrier?.order ?? null,
		peer: fields.peer,
		contract: draft.contract === null ? null : `${chain}:${draft.contract}`,
		sender: accountOn(outward ? chain : fields.peer, fields.sender),
		receiver: accountOn(outward ? fields.peer : chain, fields.receiver),
		asset: carried ? (carrier?.asset ?? told) : (told ?? carrier?.asset ?? null),
		amount: carried ? (carrier?.amount ?? null) : fields.amount,
		...(fee === undefined ? {} : { fee }),
		...(counted === undefined ? {} : { counted }),
		...(fields.next === undefined || fields.peer === null ? {} : { next: `${fields.peer}/${fields.next}` }),
		...(fields.wanted === undefined
			? {}
			: { wanted: { asset: assetOn(fields.peer, fields.wanted.asset), amount: fields.wanted.amount } }),
		transfer: found,
	}
}

function assetOn(chain: string | null, asset: string | null): string | null {
	if (chain === null || asset === null) return null
	if (asset !== 'native') return `${chain}/erc20:${asset}`
	const facts = chainFacts(chain)
	return facts === undefined ? null : nativeAsset(facts)
}
