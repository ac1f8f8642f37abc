import { nativeAsset } from '../../model/chains.js'
import { InputError } from '../../model/errors.js'
import { type AccountId, type AssetId, parseAddress, parseChain, transactionId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { AccountTransaction, SetAside, Transfer } from '../../model/transaction.js'
import { type BridgeContract, BridgeRegistry } from '../bridges/bridgeRegistry.js'
import { bridgeDecoder } from '../bridges/decode/bridgeDecoder.js'
import { AddressBook } from './addressBook.js'
import { blockTransfers } from './blockTransfers.js'
import type { BlockPlace, EvmBlock, EvmTransaction } from './evmBlock.js'
import { evmFacts } from './evmFacts.js'
import type { EvmNames } from './evmNames.js'
import { forwarderOf } from './forwarderOf.js'
import { insideOf } from './insideOf.js'
import { issuers } from './issuers.js'
import { nativeTransfers } from './nativeTransfers.js'
import { noticesOf } from './noticesOf.js'
import { tokenTransfers } from './tokenTransfers.js'
import { withDestroyed } from './withDestroyed.js'

export interface EvmOptions {
	/** Further contracts whose `Deposit` and `Withdrawal` events are mints and burns of the wrapped coin (WETH9). */
	readonly wrapped?: readonly string[]
	/** Further tokens whose issuer can freeze accounts, with events like those of Tether or Circle. */
	readonly issuers?: readonly string[]
	/** Further contracts of bridges that are known by name. */
	readonly bridges?: readonly BridgeContract[]
}

/** How one EVM chain is read: from blocks as sources tell them to transactions with their transfers. */
export interface Evm {
	/** CAIP-2 id. */
	readonly chain: string
	readonly native: AssetId
	/** Account id of an address in lower case. */
	account(address: string): AccountId
	/** Every transfer of fungible value that a transaction made, and what looks like one and is none. */
	transaction(block: BlockPlace, transaction: EvmTransaction): AccountTransaction
	/**
	 * What the block itself pays (withdrawals of the consensus layer, rewards), as a transaction named by the block's hash
	 * that stands after all others; null where it pays nothing.
	 */
	blockPayments(block: EvmBlock): AccountTransaction | null
	/** All of them, in order. */
	block(block: EvmBlock): AccountTransaction[]
}

/**
 * The model of an EVM chain, the same for all of them: value of transactions and internal calls, ERC-20 and ERC-1155
 * transfers, wrapping, self-destructs, gas as a fee, deposits of rollups, withdrawals of the consensus layer. The payer is
 * the account whose balance falls, whoever signed.
 * @throws InputError where the chain is not an EVM chain or a wrapped contract is no address
 */
export function evm(chain: string, options: EvmOptions = {}): Evm {
	const facts = parseChain(chain)
	if (!facts.id.startsWith('eip155:'))
		throw new InputError('E_INPUT', `${facts.id} is not an EVM chain`, { details: { field: 'chain', value: facts.id } })
	const { wrapped, cancunAtSeconds } = evmFacts(facts.id)
	const addresses = (field: 'wrapped' | 'issuers'): string[] =>
		(options[field] ?? []).map((address, i) => parseAddress(facts, address, `${field}[${i}]`))
	const names: EvmNames = {
		chain: facts.id,
		native: nativeAsset(facts),
		book: new AddressBook(facts.id),
		wrapped: new Set([...wrapped, ...addresses('wrapped')]),
		issuers: new Set([...(issuers[facts.id] ?? []), ...addresses('issuers')]),
		cancunAtSeconds,
	}
	const registry = new BridgeRegistry(options.bridges)
	const model: Evm = {
		chain: names.chain,
		native: names.native,
		account: (address) => names.book.account(address),
		transaction(block, transaction) {
			const id = transactionId(names.chain, transaction.hash)
			const tokens = tokenTransfers(names, id, block, transaction)
			const notices = noticesOf(names, id, block, transaction)
			const moved = [...nativeTransfers(names, id, block, transaction), ...tokens.transfers]
			const transfers = withDestroyed(moved, notices)
			const told = made(names.chain, transaction.hash, block, transfers, tokens.setAside)
			const forwarder = forwarderOf(names, transaction, transfers)
			const inner = {
				...told,
				...(notices.length === 0 ? {} : { notices: [...notices] }),
				...insideOf(names, id, transaction),
				...(forwarder === undefined ? {} : { forwarder }),
			}
			const { legs, foreign } = bridgeDecoder(registry, told, transaction)
			if (legs.length === 0 && foreign.length === 0) return inner
			const { setAside } = made(names.chain, transaction.hash, block, transfers, [...tokens.setAside, ...foreign])
			return { ...inner, ...(setAside === undefined ? {} : { setAside }), ...(legs.length === 0 ? {} : { legs }) }
		},
		blockPayments(block) {
			const transfers = blockTransfers(names, block)
			return transfers.length === 0 ? null : made(names.chain, block.hash as string, block, transfers, [])
		},
		block(block) {
			const payments = model.blockPayments(block)
			const transactions = block.transactions.map((transaction) => model.transaction(block, transaction))
			return payments === null ? transactions : [...transactions, payments]
		},
	}
	return model
}

function made(
	chain: string,
	txid: string,
	{ height, hash, atSeconds }: BlockPlace,
	transfers: Transfer[],
	setAside: SetAside[],
): AccountTransaction {
	return {
		kind: 'account',
		id: transactionId(chain, txid),
		chain,
		txid,
		height,
		...(hash === null ? {} : { blockHash: hash }),
		atSeconds,
		transfers,
		...(setAside.length === 0 ? {} : { setAside: setAside.sort((a, b) => compareText(a.id, b.id)) }),
	}
}
