import type { AccountId, TransactionId } from '../../model/identifiers.js'
import type { Notice } from '../../model/notice.js'
import { eventRank } from './eventRank.js'
import type { BlockPlace, EvmLog, EvmTransaction } from './evmBlock.js'
import type { EvmNames } from './evmNames.js'
import { outcomeOf } from './outcomeOf.js'

/** What an event says, and how many words (topics and data, without the first topic) it has. */
interface Told {
	readonly kind: Notice['kind']
	readonly words: number
}

/** First topics: Keccak-256 of the event's signature. Whether an address is a topic or data differs between deployments. */
const EVENTS: ReadonlyMap<string, Told> = new Map([
	/** `AddedBlackList(address)`, `RemovedBlackList(address)`, `DestroyedBlackFunds(address,uint256)`: Tether on Ethereum. */
	['0x42e160154868087d6bfdc0ca23d96a1c1cfa32f1b72ba9ba27b69b98a0d819dc', { kind: 'frozen', words: 1 }],
	['0xd7e9ec6e6ecd65492dce6bf513cd6867560d49544421d0783ddf06e76c24470c', { kind: 'released', words: 1 }],
	['0x61e6e66b0d6339b2980aecc6ccc0039736791f0ccde9ed512e789a7fbdd698c6', { kind: 'destroyed', words: 2 }],
	/** `BlockPlaced(address)`, `BlockReleased(address)`, `DestroyedBlockedFunds(address,uint256)`: Tether's later contracts. */
	['0x406bbf2d8d145125adf1198d2cf8a67c66cc4bb0ab01c37dccd4f7c0aae1e7c7', { kind: 'frozen', words: 1 }],
	['0x665918c9e02eb2fd85acca3969cb054fc84c138e60ec4af22ab6ef2fd4c93c27', { kind: 'released', words: 1 }],
	['0x6a2859ae7902313752498feb80a014e6e7275fe964c79aa965db815db1c7f1e9', { kind: 'destroyed', words: 2 }],
	/** `Blacklisted(address)`, `UnBlacklisted(address)`: Circle. */
	['0xffa4e6181777692565cf28528fc88fd1516ea86b56da075235fa575af6a4b855', { kind: 'frozen', words: 1 }],
	['0x117e3210bb9aa7d9baff172026820255c6f6c30ba8999d1c2fd88e2848137c4e', { kind: 'released', words: 1 }],
	/** `Deposit(bytes32,uint32,uint256)`, `Withdrawal(address,bytes32,address,uint256)`: Tornado Cash and its copies. */
	['0xa945e51eec50ab98c161376f0db4cf2aeba3ec92755fe2fcd388bdbbb80ff196', { kind: 'poolDeposit', words: 3 }],
	['0xe9e508bad6d4c3227e881ca19068f099da81b5164dd6d62b2eaf1e8bc6c34931', { kind: 'poolWithdrawal', words: 4 }],
])

/** A deposit number is a 32-bit field. */
const MOST_LEAF = 2n ** 32n

/** What a transaction tells of accounts that moves no value by itself; in order. A failed one tells nothing. */
export function noticesOf(
	names: EvmNames,
	id: TransactionId,
	block: BlockPlace,
	transaction: EvmTransaction,
): readonly Notice[] {
	if (outcomeOf(transaction) === false) return []
	const notices = (transaction.receipt.logs ?? []).flatMap((log): Notice | never[] => {
		const told = EVENTS.get(log.topics[0] ?? '')
		const words = told === undefined ? null : wordsOf(log, told.words)
		const said = told === undefined || words === null ? null : saidOf(names, told.kind, log, words)
		if (told === undefined || said === null) return []
		const order = [block.height, transaction.index, eventRank.log(log.index, null)] as const
		return { id: `${id}#log:${log.index}`, kind: told.kind, by: names.book.account(log.address), order, ...said }
	})
	return [...creations(names, id, block, transaction), ...notices]
}

function saidOf(
	names: EvmNames,
	kind: Notice['kind'],
	log: EvmLog,
	words: readonly string[],
): Pick<Notice, 'account' | 'asset' | 'amount' | 'leaf'> | null {
	if (kind === 'poolDeposit') {
		const leaf = BigInt(`0x${words[1]}`)
		return leaf < MOST_LEAF ? { account: null, leaf: Number(leaf) } : null
	}
	// A withdrawal names its relayer as a topic, so before whom it pays.
	const account = accountIn(names, words[kind === 'poolWithdrawal' ? 1 : 0] as string)
	if (account === null) return null
	if (kind === 'poolWithdrawal') return { account, amount: BigInt(`0x${words[3]}`) }
	if (!names.issuers.has(log.address)) return null
	const asset = names.book.erc20(log.address)
	return kind === 'destroyed' ? { account, asset, amount: BigInt(`0x${words[1]}`) } : { account, asset }
}

/** Contracts that calls of the transaction made, as far as its calls are told; else the one that it made itself. */
function creations(
	{ book }: EvmNames,
	id: TransactionId,
	{ height }: BlockPlace,
	{ index, from, receipt, calls }: EvmTransaction,
): Notice[] {
	const found: Notice[] = []
	let failed: readonly number[] | undefined
	for (const { path, kind, from: by, to, failed: fails } of calls ?? []) {
		if (failed?.every((step, i) => path[i] === step) === true) continue
		failed = fails ? path : undefined
		if (fails || kind !== 'create' || by === null || to === null) continue
		const order = [height, index, eventRank.value] as const
		found.push({
			id: `${id}#call:${path.join('.')}`,
			kind: 'created',
			account: book.account(to),
			by: book.account(by),
			order,
		})
	}
	if (calls === null && receipt.contractAddress !== null && from !== null) {
		const [account, by] = [book.account(receipt.contractAddress), book.account(from)]
		found.push({ id: `${id}#tx`, kind: 'created', account, by, order: [height, index, eventRank.value] })
	}
	return found
}

/** Topics behind the first and the words of the data, 64 digits each; null where there are not as many as there should be. */
function wordsOf({ topics, data }: EvmLog, count: number): readonly string[] | null {
	const words = [...topics.slice(1).map((topic) => topic.slice(2)), ...(data.slice(2).match(/.{1,64}/g) ?? [])]
	return words.length === count && words.every((word) => word.length === 64) ? words : null
}

const PADDING = '0'.repeat(24)

/** The account in a word; null where it holds none. */
function accountIn({ book }: EvmNames, word: string): AccountId | null {
	return word.startsWith(PADDING) ? book.account(`0x${word.slice(24)}`) : null
}
