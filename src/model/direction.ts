/** Which way value is followed: to where it went, or back to where it came from. */
export type Direction = 'forward' | 'backward'
