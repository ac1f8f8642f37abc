import { fingerprint } from '../fingerprint.js'
import { sameHabits } from '../habits.js'
import { changeRule, NOTHING, onceFor } from './changeRule.js'

/**
 * Same fingerprint (C12): the spender of one output shares every trait of this transaction, and the spenders of all other
 * outputs differ from it in some trait.
 *
 * Source: Moeser, Narayanan, Financial Cryptography 2022; Kappos, Yousaf, Stuetz, Rollet, Haslhofer, Meiklejohn, USENIX
 * Security 2022; traits as in ishaanam/wallet-fingerprinting.
 * Fails when: payer and payee use one wallet program (absent); a wallet is updated between two payments (found, though a
 * payment); an output is not spent in what was read (unknown).
 * Cost: one look-up for each output, linear in its spender.
 */
export const sameFingerprint = changeRule({
	id: 'sameFingerprint',
	version: '2',
	looksAhead: true,
	confidence: 0.6,
	sees: 'the spender of one output only has the fingerprint of this transaction',
	says(transaction, outputs, view) {
		const own = fingerprint(transaction)
		const isAlike = onceFor((spender) => sameHabits(own, fingerprint(spender)))
		const answers = outputs.map((output) => {
			const spender = view.spender(output.id)
			return { output, spender, same: spender === undefined ? null : isAlike(spender) }
		})
		const alike = answers.filter(({ same }) => same === true)
		if (alike.length > 1 || answers.every(({ same }) => same === false)) return NOTHING
		const unspent = answers.filter(({ spender }) => spender === undefined).length
		const untold = answers.filter(({ spender, same }) => spender !== undefined && same === null).length
		const missing = [
			...(unspent === 0 ? [] : [`spenders of ${unspent} outputs`]),
			...(untold === 0 ? [] : [`traits of ${untold} spenders`]),
		]
		return missing.length > 0 ? { missing } : { outputs: alike.map(({ output }) => output) }
	},
})
