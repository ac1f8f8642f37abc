import { internalError } from '../../model/errors.js'
import type { Exchange, LedgerEntry, LedgerWays } from '../../model/ledgerView.js'
import type { Carry } from '../../taint/accounts/accountSide.js'
import { cleanLot, taintOf } from '../../taint/lot.js'
import type { TaintRun } from '../../taint/taintRun.js'
import { conversionRecord } from './conversionRecord.js'
import { type BareHop, leftOver } from './leftOver.js'

/** A step on account ledgers, by the id of its transfer, with the arithmetic of the paying ledger. */
export function ledgerHop(run: TaintRun, view: LedgerWays, id: string): BareHop {
	const entry = view.entriesOf(id.slice(0, id.indexOf('#'))).find(({ transfer }) => transfer.id === id)
	const carry = run.accounts.carried(id)
	if (entry === undefined || carry === undefined)
		throw internalError('a flow names an unknown transfer', { transfer: id })
	const { transfer, exchange, ways } = entry
	if (exchange !== undefined) return exchangeHop(run, entry, exchange, carry)
	const { from, to } = transfer
	const via = ways === undefined ? {} : { via: ways.flatMap((way) => way.via) }
	return { kind: 'transfer', ...placeOf(entry), from, to, ...arithmetic(carry, transfer.amount), ...via }
}

function exchangeHop(run: TaintRun, entry: LedgerEntry, exchange: Exchange, carry: Carry): BareHop {
	const { conversion } = exchange
	const { asset, amount } = exchange.given.transfer
	const nothing = { balance: 0n, taint: 0n }
	// Where the payer is not followed, what he gave is known, and nothing of his ledger.
	const clean = { asset, lots: [cleanLot(amount)], before: { balance: amount, taint: 0n }, entered: nothing }
	const given = run.accounts.carried(exchange.given.transfer.id) ?? clean
	const { transfer } = entry
	return {
		kind: conversion.kind,
		...placeOf(entry),
		from: conversion.payer,
		to: transfer.to,
		...arithmetic(given, amount),
		received: { asset: transfer.asset, amount: transfer.amount, taint: taintOf(carry.lots) },
		conversion: conversionRecord(entry.transaction.id, conversion, [run]),
	}
}

function arithmetic({ asset, lots, before, entered }: Carry, amount: bigint) {
	const taint = taintOf(lots)
	return { asset, amount, taint, before, entered, after: leftOver(before, entered, amount, taint) }
}

/** Where and when a step was. `row:3` is place 3, `call:0.1` is `0.1`, `tx` is `tx`. */
function placeOf({ transfer, transaction }: LedgerEntry) {
	const { chain, id: tx, height, atSeconds: at } = transaction
	const place = transfer.id.slice(transfer.id.indexOf('#') + 1)
	const bare = place.slice(place.indexOf(':') + 1)
	const index = /^(?:0|[1-9][0-9]{0,14})$/.test(bare) ? Number(bare) : bare
	return { chain, tx, transfer: transfer.id, index, height, at }
}
