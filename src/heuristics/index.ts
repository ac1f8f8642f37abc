export { type HeuristicCard, heuristicCardSchema } from '../model/heuristicCard.js'
export { addressReuse } from './bitcoin/change/addressReuse.js'
export { change } from './bitcoin/change/change.js'
export { type ChangeFamily, type ChangeVoter, changeVoters } from './bitcoin/change/changeVoters.js'
export { type ChangeDecision, type ChangeVote, decideChange } from './bitcoin/change/decideChange.js'
export { freshAddress } from './bitcoin/change/freshAddress.js'
export { graphSenseChange } from './bitcoin/change/graphSenseChange.js'
export { knownCluster } from './bitcoin/change/knownCluster.js'
export { legacyChange } from './bitcoin/change/legacyChange.js'
export { oneTimeAddress } from './bitcoin/change/oneTimeAddress.js'
export { optimalChange } from './bitcoin/change/optimalChange.js'
export { peelingChange } from './bitcoin/change/peelingChange.js'
export { roundPayment } from './bitcoin/change/roundPayment.js'
export { sameFeeRate } from './bitcoin/change/sameFeeRate.js'
export { sameFingerprint } from './bitcoin/change/sameFingerprint.js'
export { sameLocktime } from './bitcoin/change/sameLocktime.js'
export { sameScriptType } from './bitcoin/change/sameScriptType.js'
export { shadowAddress } from './bitcoin/change/shadowAddress.js'
export { unnecessaryInput } from './bitcoin/change/unnecessaryInput.js'
export { chipMixer } from './bitcoin/chipMixer.js'
export { coSpend } from './bitcoin/coSpend.js'
export { equalOutputs } from './bitcoin/equalOutputs.js'
export { type Fingerprint, fingerprint } from './bitcoin/fingerprint.js'
export { sameHabits } from './bitcoin/habits.js'
export { joinMarket } from './bitcoin/joinMarket.js'
export { payJoin } from './bitcoin/payJoin.js'
export { stonewall } from './bitcoin/stonewall.js'
export { type SweptFinding, sweptDeposit } from './bitcoin/sweptDeposit.js'
export { wabiSabi } from './bitcoin/wabiSabi.js'
export { wasabi10 } from './bitcoin/wasabi10.js'
export { wasabi11 } from './bitcoin/wasabi11.js'
export { wasabiCoordinator } from './bitcoin/wasabiCoordinator.js'
export { type CoordinatorAccount, wasabiCoordinators } from './bitcoin/wasabiCoordinators.js'
export { whirlpool } from './bitcoin/whirlpool.js'
export { whirlpoolTx0 } from './bitcoin/whirlpoolTx0.js'
export { type Boltzmann, boltzmann } from './boltzmann/boltzmann.js'
export { deterministicLinks } from './boltzmann/deterministicLinks.js'
export { equalInterpretations } from './boltzmann/equalInterpretations.js'
export { type InputParty, inputParties } from './boltzmann/inputParties.js'
export { type Merged, mergeCandidates } from './boltzmann/mergeCandidates.js'
export { carded } from './carded.js'
export { cards } from './cards/cards.js'
export { both, either, only, unless } from './combine.js'
export { type DepositContext, type DepositFinding, depositAddress, type ServiceOf } from './evm/depositAddress.js'
export {
	type Forwarding,
	type ForwardingLimits,
	forwardingLimits,
	forwardings,
	tutelaConfidence,
} from './evm/forwardings.js'
export { KnownAssets } from './evm/knownAssets.js'
export { type LookAlike, lookAlikes } from './evm/lookAlikes.js'
export { type AnonymitySet, anonymitySets } from './evm/mixing/anonymitySets.js'
export { type MixingPool, mixingPools } from './evm/mixing/mixingPools.js'
export type {
	GasPrice,
	PoolClaim,
	PoolDeposit,
	PoolHistory,
	PoolLink,
	PoolRule,
	PoolWithdrawal,
} from './evm/mixing/poolHistory.js'
export {
	type PoolLead,
	type PoolLeadOptions,
	type PoolRuleTest,
	poolLeads,
	poolRules,
} from './evm/mixing/poolLeads.js'
export type { Finding, Heuristic } from './heuristic.js'
export { type AttestedEntity, type Judgement, judge } from './judge.js'
export { optional } from './optional.js'
export { standard } from './standard.js'
