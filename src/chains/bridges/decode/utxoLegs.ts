import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import { chainFacts, nativeAsset } from '../../../model/chains.js'
import type { UtxoOutput, UtxoTransaction } from '../../../model/transaction.js'
import type { LegFields } from '../bridgeProtocol.js'
import { paidOf, sourceOf, thorchain } from '../protocols/thorchain/thorchain.js'
import { asciiOf, thorMemo } from '../protocols/thorchain/thorMemo.js'
import { accountOn } from './accountOn.js'

/**
 * The legs that memos in OP_RETURN outputs tell: swaps asked of THORChain, what it pays out and pays back. Nobody signs a
 * memo: a payment whose memo asks for a swap went to a vault only if a payment elsewhere answers it. Vaults are paid by the
 * first output, and pay the one output that does not return to them. Source: THORChain developer documentation.
 */
export function utxoLegs(transaction: UtxoTransaction): BridgeLeg[] {
	const told = transaction.outputs.flatMap((output) => legFields(transaction, output))
	return told.length > 1 ? [] : told
}

function legFields(transaction: UtxoTransaction, output: UtxoOutput): BridgeLeg[] {
	if (output.burn !== true || output.data === undefined || output.data === '') return []
	const memo = thorMemo(asciiOf(output.data))
	if (memo === null || memo.kind === 'other') return []
	const paid = memo.kind === 'swap' ? vaultOutput(transaction) : paidOutput(transaction)
	const value = { asset: 'native', amount: paid?.amount ?? null }
	const fields: LegFields = memo.kind === 'swap' ? sourceOf(memo, transaction, value) : { ...paidOf(memo), ...value }
	const { chain, id, blockHash, atSeconds } = transaction
	const facts = chainFacts(chain)
	const payer = transaction.inputs[0]?.account ?? null
	const source = memo.kind === 'swap'
	return [
		{
			id: `${output.id}#memo`,
			side: source ? 'source' : (fields.side ?? 'destination'),
			protocol: thorchain.id,
			key: fields.key,
			evidence: 'memo',
			chain,
			transaction: id,
			...(blockHash === undefined ? {} : { blockHash }),
			atSeconds,
			order: transaction.order,
			peer: fields.peer,
			contract: null,
			sender: source ? payer : null,
			receiver: source ? accountOn(fields.peer, fields.receiver) : (paid?.account ?? null),
			asset: facts === undefined ? null : nativeAsset(facts),
			amount: fields.amount,
			transfer: paid?.id ?? null,
		},
	]
}

function vaultOutput({ outputs, inputs }: UtxoTransaction): UtxoOutput | undefined {
	const [first] = outputs
	const isOwn = inputs.some(({ account }) => account === first?.account)
	return first === undefined || first.burn === true || isOwn ? undefined : first
}

function paidOutput({ outputs, inputs }: UtxoTransaction): UtxoOutput | undefined {
	const payers = new Set(inputs.map(({ account }) => account))
	const others = outputs.filter(({ burn, account }) => burn !== true && !payers.has(account))
	return others.length === 1 ? others[0] : undefined
}
