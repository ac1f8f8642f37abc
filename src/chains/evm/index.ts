export type { BridgeEvidence, BridgeLeg, BridgeSide } from '../../model/bridgeLeg.js'
export type { AmountInvariant, BridgeProtocol, Verified } from '../bridges/bridgeProtocol.js'
export { bridgeProtocols } from '../bridges/bridgeProtocols.js'
export type { BridgeContract } from '../bridges/bridgeRegistry.js'
export { utxoLegs } from '../bridges/decode/utxoLegs.js'
export { joinLegs } from '../bridges/join/joinLegs.js'
export type {
	BridgeLead,
	BridgePair,
	JoinOptions,
	LeadReason,
	LegJoin,
	OpenLeg,
	OpenReason,
} from '../bridges/join/legJoin.js'
export { type ArgumentMatch, type MatchedBy, matchArguments } from '../bridges/join/matchArguments.js'
export {
	type PassageCandidate,
	type PassageLead,
	type RankedPassage,
	type RankOptions,
	rankPassages,
} from '../bridges/join/rankPassages.js'
export { type EtlInput, type EtlOptions, openEtl } from '../etl/openEtl.js'
export { type Evm, type EvmOptions, evm } from './evm.js'
export type {
	CallKind,
	EvmBlock,
	EvmCall,
	EvmLog,
	EvmReceipt,
	EvmReward,
	EvmTransaction,
	EvmWithdrawal,
} from './evmBlock.js'
export { type AppendedLogs, type AppendLogsOptions, appendLogs } from './rpc/appendLogs.js'
export { type EvmRpcOptions, openEvmRpc } from './rpc/openEvmRpc.js'
export type { TraceMethod } from './rpc/readBlock.js'
export type { RpcRequest, RpcTransport } from './rpc/rpcClient.js'
