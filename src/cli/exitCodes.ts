/** What the process ends with. A signal that ended it is 128 and the signal's number, as shells have it. */
export const exitCodes = {
	complete: 0,
	internal: 1,
	badInput: 2,
	partial: 3,
	unmet: 4,
	interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
