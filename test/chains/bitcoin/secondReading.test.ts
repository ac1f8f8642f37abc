import { Transaction } from 'bitcoinjs-lib'
import { describe, expect, it } from 'vitest'
import { secondReading } from '../../../src/chains/bitcoin/blocks/secondReading.js'
import { VerifyError } from '../../../src/model/errors.js'
import type { UtxoTransaction } from '../../../src/model/transaction.js'
import { BITCOIN } from '../../support/memoryAdapter.js'

const made = new Transaction()
made.version = 2
made.locktime = 7
made.addInput(new Uint8Array(32).fill(1), 3, 0xfffffffe)
made.addOutput(new Uint8Array([0x51]), 1234n)
const raw = made.toBuffer()

const told: UtxoTransaction = {
	...{ kind: 'utxo', id: `${BITCOIN}/${made.getId()}`, chain: BITCOIN, txid: made.getId(), coinbase: false },
	...{ height: 1, atSeconds: 1, order: [1, 0, 0], version: 2, locktime: 7 },
	inputs: [{ spends: `${BITCOIN}/${'01'.repeat(32)}:3`, account: null, amount: null, sequence: 0xfffffffe }],
	outputs: [{ id: `${BITCOIN}/${made.getId()}:0`, account: 'any', amount: 1234n }],
}

describe('a second reading', () => {
	it('gives back what both programs read alike', () => {
		expect(secondReading(raw, told)).toBe(told)
	})

	it.each([
		['another id', { txid: '00'.repeat(32) }],
		['another version', { version: 1 }],
		['another lock time', { locktime: 8 }],
		['another value', { outputs: [{ ...told.outputs[0]!, amount: 1235n }] }],
		['an output less', { outputs: [] }],
		['another spent output', { inputs: [{ ...told.inputs[0]!, spends: `${BITCOIN}/${'01'.repeat(32)}:4` }] }],
		['another sequence', { inputs: [{ ...told.inputs[0]!, sequence: 0 }] }],
	])('refuses %s', (_text, change) => {
		expect(() => secondReading(raw, { ...told, ...change })).toThrowError(VerifyError)
	})

	it('refuses bytes that the second program cannot read', () => {
		expect(() => secondReading(raw.subarray(0, raw.length - 1), told)).toThrowError(VerifyError)
	})
})
